#!/usr/bin/python3
"""WebKitGTK in a window, to be driven by WebKitWebDriver, with a profile on disk.

Debian's MiniBrowser keeps nothing when it is driven, so that with it no test could start a browser again on what it had
kept. PROFILE names the folder of the profile.
"""

import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

profile = os.environ["PROFILE"]
manager = WebKit2.WebsiteDataManager(base_data_directory=profile, base_cache_directory=f"{profile}/cache")
context = WebKit2.WebContext(website_data_manager=manager)
context.set_automation_allowed(True)


windows = []


def closed(window):
    windows.remove(window)
    if not windows:
        Gtk.main_quit()


def new_view(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    window = Gtk.Window(default_width=1280, default_height=900)
    window.add(view)
    view.connect("close", lambda _view: window.destroy())
    windows.append(window)
    window.connect("destroy", closed)
    window.show_all()
    return view


def started(_context, session):
    session.connect("create-web-view", new_view)


context.connect("automation-started", started)
Gtk.main()
