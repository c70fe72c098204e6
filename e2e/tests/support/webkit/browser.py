#!/usr/bin/python3
"""WebKitGTK in a window, to be driven by WebKitWebDriver, with a profile on disk.

Debian's MiniBrowser keeps nothing when it is driven, so that with it no test could start a browser again on what it had
kept. PROFILE names the folder of the profile. What the console says is written out, and `control` in that folder is a socket
that takes scripts to be run in every document before its own, one a connection: for neither has WebDriver a command.
"""

import os

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, Gio, Gtk, WebKit2  # noqa: E402

profile = os.environ["PROFILE"]
manager = WebKit2.WebsiteDataManager(base_data_directory=profile, base_cache_directory=f"{profile}/cache")
context = WebKit2.WebContext(website_data_manager=manager)
context.set_automation_allowed(True)
settings = WebKit2.Settings(enable_write_console_messages_to_stdout=True)
content = WebKit2.UserContentManager()


def script_given(_service, connection, _source):
    text = b""
    while chunk := connection.get_input_stream().read_bytes(1 << 16).get_data():
        text += chunk
    frames, start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
    content.add_script(WebKit2.UserScript.new(text.decode(), frames, start, None, None))
    connection.get_output_stream().write_all(b"added")
    connection.close()
    return True


# One that was killed leaves its socket behind.
address = f"{profile}/control"
if os.path.exists(address):
    os.remove(address)
control = Gio.SocketService()
control.add_address(Gio.UnixSocketAddress.new(address), Gio.SocketType.STREAM, Gio.SocketProtocol.DEFAULT, None)
control.connect("incoming", script_given)
control.start()

windows = []


def closed(window):
    windows.remove(window)
    if not windows:
        Gtk.main_quit()


def new_view(_session):
    view = WebKit2.WebView(
        web_context=context, user_content_manager=content, settings=settings, is_controlled_by_automation=True
    )
    window = Gtk.Window(default_width=1280, default_height=900)
    window.add(view)
    view.connect("close", lambda _view: window.destroy())
    windows.append(window)
    window.connect("destroy", closed)
    window.show_all()
    # Where nothing manages windows, that under the mouse has the focus: of a narrow one too.
    display = Gdk.Display.get_default()
    display.get_default_seat().get_pointer().warp(display.get_default_screen(), 1, 1)
    return view


def started(_context, session):
    session.connect("create-web-view", new_view)


context.connect("automation-started", started)
Gtk.main()
