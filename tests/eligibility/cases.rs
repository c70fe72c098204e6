//! The cases: what an application comes to, line by line, each with the register items it rests on.
//!
//! Facts begin from `READY` unless they begin with `nothing`. Outcomes: `ready`, `not ready`, `answers` (more answers
//! needed), `speak` (speak to CAP). Open: `id` is outstanding, `?id` is not known and must be, `~id` is advice.

use std::collections::BTreeSet;

use cap_application::eligibility::decision::{Standing, decide};
use cap_application::form::instance::Instance;
use cap_application::programme::definition::Level;

use crate::support::{
    EDITIONS, answered, date, edition, open, outcome, provision, rows, standing, stops, window,
};

/// Answers with which nothing is open.
const READY: &str = "
tier1              | on_roll=yes school_in_coventry=yes year_group=9 commissioning_agreement=yes family_told_data=yes
insight            | on_roll=yes school_in_coventry=yes year_group=9 sla=yes caseworker_assigned=yes interview_contact=yes early_help_offer=yes early_help_consent=yes early_help_on_ehm=yes family_told_data=yes
flourish           | on_roll=yes school_in_coventry=yes year_group=9 sla=yes caseworker_assigned=yes review_commitment=yes curriculum_adapted=yes early_help_offer=yes early_help_consent=yes early_help_on_ehm=yes family_told_data=yes
supported_transfer | on_roll=yes school_in_coventry=yes year_group=9 sla=yes dual_registration=yes panel_consent=yes childrens_services_plan=none early_help_offer=yes early_help_consent=yes early_help_on_ehm=yes family_told_data=yes
refocus            | on_roll=yes school_in_coventry=yes year_group=9 sla=yes dual_registration=yes panel_consent=yes childrens_services_plan=none early_help_consent=yes eha_completed=yes early_help_plan=yes eha_on_ehm=yes mondays_at_school=yes curriculum_adapted=yes family_told_data=yes
year11_bespoke     | on_roll=yes school_in_coventry=yes year_group=11 sla=yes panel_consent=yes childrens_services_plan=none early_help_offer=yes early_help_consent=yes early_help_on_ehm=yes family_told_data=yes
";

/// Provision, facts, stated date, outcome, what is open, window and days left, register items.
const CASES: &str = "
# Tier 1: on roll is all that is needed; any time, no panel, no agreement
tier1 |                             | 2024-11-20 | ready   |                                 | any time | R012 R015 R016 R030 R039
tier1 | nothing                     | 2024-11-20 | answers | ?on-roll                        | any time | R030
tier1 | nothing on_roll=yes         | 2024-11-20 | ready   |                                 | any time | R030
tier1 | on_roll=no                  | 2024-11-20 | speak   | on-roll                         | any time | R030
tier1 | commissioning_agreement=no  | 2024-11-20 | ready   | ~commissioning-agreement        | any time | R040
tier1 | family_told_data=no         | 2024-11-20 | ready   | ~family-told-data-use           | any time | X23
tier1 | sla=no                      | 2024-11-20 | ready   |                                 | any time | R012
tier1 | family_agrees=no            | 2024-11-20 | ready   |                                 | any time | X23
tier1 | year_group=5                | 2024-11-20 | ready   |                                 | any time | X20
tier1 | year_group=4                | 2024-11-20 | ready   |                                 | any time | X20
tier1 | school_in_coventry=no       | 2024-11-20 | ready   |                                 | any time | R163
tier1 | universal_offer_shared=no   | 2024-11-20 | ready   |                                 | any time | R150
tier1 |                             | 2024-12-05 | ready   |                                 | any time | R015 R039
tier1 |                             | 2025-09-01 | ready   |                                 | any time | R015 R039
tier1 |                             | 2026-11-22 | ready   |                                 | any time | R015 R039

# Tier 2 Insight: no panel, no deadline; the agreement gives priority only
insight |                                                 | 2024-11-20 | ready   |                      | any time | R050 R058 R065
insight | nothing                                         | 2024-11-20 | answers | ?on-roll             | any time | R050
insight | on_roll=no                                      | 2024-11-20 | speak   | on-roll              | any time | R050
insight | sla=no                                          | 2024-11-20 | ready   |                      | any time | R017
insight | sla=not_known                                   | 2024-11-20 | ready   |                      | any time | R017
insight | sla=                                            | 2024-11-20 | ready   |                      | any time | R017
insight | school_in_coventry=no sla=no                    | 2024-11-20 | ready   |                      | any time | R017 R163
insight | caseworker_assigned=no                          | 2024-11-20 | ready   | ~caseworker          | any time | R058
insight | interview_contact=no                            | 2024-11-20 | ready   | ~provider-contact    | any time | R065
insight | exit_routes_commitment=no                       | 2024-11-20 | ready   |                      | any time | R059
insight | early_help_offer=no                             | 2024-11-20 | ready   | ~early-help-offer    | any time | R057 R151 X12
insight | early_help_consent=no                           | 2024-11-20 | ready   | ~early-help-consent  | any time | R057 R151 X23
insight | early_help_consent=not_asked                    | 2024-11-20 | ready   | ~early-help-consent  | any time | R057 R151 X23
insight | early_help_on_ehm=no                            | 2024-11-20 | ready   | ~early-help-recorded | any time | R057 R151
insight | family_told_data=no                             | 2024-11-20 | ready   | ~family-told-data-use | any time | X23
insight | panel_consent=no                                | 2024-11-20 | ready   |                      | any time | R055 X2
insight | year_group=5                                    | 2024-11-20 | ready   |                      | any time | X20
insight | year_group= date_of_birth=2015-03-14            | 2024-11-20 | ready   |                      | any time | X20
insight | sen_provision=E                                 | 2024-11-20 | ready   |                      | any time | R061
insight | agencies_involved=yes                           | 2024-11-20 | ready   |                      | any time | R060
insight |                                                 | 2025-07-03 | ready   |                      | any time | X2
insight |                                                 | 2025-09-01 | ready   |                      | any time | X2
insight | sla=no                                          | 2026-11-22 | ready   |                      | any time | R017 X2

# Tier 2 Flourish: a caseworker and the reviews are required; the agreement gives priority only
flourish |                                                | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | R019 R080 R086 R203
flourish | nothing                                        | 2024-11-20 | answers   | ?on-roll ?caseworker ?review-meetings  | 2024-12-04 in 14 | R080 R084 R085
flourish | on_roll=no                                     | 2024-11-20 | speak     | on-roll                                | 2024-12-04 in 14 | R080
flourish | caseworker_assigned=no                         | 2024-11-20 | not ready | caseworker                             | 2024-12-04 in 14 | R084 R087
flourish | caseworker_assigned=                           | 2024-11-20 | answers   | ?caseworker                            | 2024-12-04 in 14 | R084
flourish | review_commitment=no                           | 2024-11-20 | not ready | review-meetings                        | 2024-12-04 in 14 | R085 R088
flourish | review_commitment=                             | 2024-11-20 | answers   | ?review-meetings                       | 2024-12-04 in 14 | R085
flourish | caseworker_assigned=no review_commitment=no    | 2024-11-20 | not ready | caseworker review-meetings             | 2024-12-04 in 14 | R084 R085
flourish | caseworker_assigned=no review_commitment=      | 2024-11-20 | not ready | caseworker ?review-meetings            | 2024-12-04 in 14 | R084 R085
flourish | sla=no                                         | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | R017
flourish | sla=not_known                                  | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | R017
flourish | sla=no school_in_coventry=no                   | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | R017 R163
flourish | year_group=6                                   | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | X20
flourish | curriculum_adapted=no                          | 2024-11-20 | ready     | ~curriculum-adapted                    | 2024-12-04 in 14 | R089
flourish | tier1_used=no                                  | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | R089
flourish | early_help_offer=no                            | 2024-11-20 | ready     | ~early-help-offer                      | 2024-12-04 in 14 | R093 R151 X12
flourish | early_help_consent=no                          | 2024-11-20 | ready     | ~early-help-consent                    | 2024-12-04 in 14 | R093 R151
flourish | early_help_on_ehm=no                           | 2024-11-20 | ready     | ~early-help-recorded                   | 2024-12-04 in 14 | R093 R151
flourish | family_told_data=no family_agrees=no           | 2024-11-20 | ready     | ~family-told-data-use                  | 2024-12-04 in 14 | X23
flourish | panel_consent=no dual_registration=no          | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | R080 R086
flourish | sen_provision=E agencies_involved=yes          | 2024-11-20 | ready     |                                        | 2024-12-04 in 14 | R090 R092
flourish | review_commitment=no                           | 2025-07-02 | not ready | review-meetings                        | 2025-07-02 in 0  | R085 R209
flourish |                                                | 2025-08-31 | ready     |                                        | closed 2025-07-02 | R209 X21
flourish |                                                | 2025-09-01 | ready     |                                        | none published   | X21
flourish | caseworker_assigned=no                         | 2026-11-22 | not ready | caseworker                             | none published   | R084 X21

# Tier 3 Supported Transfer: the agreement, both registrations and consent to the panel
supported_transfer |                                          | 2024-11-20 | ready     |                               | 2024-12-04 in 14 | R020 R100 R104 R110
supported_transfer | nothing                                  | 2024-11-20 | answers   | ?on-roll ?sla-known ?sla-signed ?dual-registration ?panel-consent ?year-group ?school-in-coventry | 2024-12-04 in 14 | R100 R020 R110 X20 R163
supported_transfer | on_roll=no                               | 2024-11-20 | speak     | on-roll                       | 2024-12-04 in 14 | R100
supported_transfer | sla=no                                   | 2024-11-20 | speak     | sla-signed                    | 2024-12-04 in 14 | R010 R020 X19
supported_transfer | sla=not_known                            | 2024-11-20 | not ready | sla-known                     | 2024-12-04 in 14 | R010 R020
supported_transfer | sla=                                     | 2024-11-20 | answers   | ?sla-known ?sla-signed        | 2024-12-04 in 14 | R010 R020
supported_transfer | sla=no panel_consent=no                  | 2024-11-20 | speak     | sla-signed panel-consent      | 2024-12-04 in 14 | R020 R110 X19
supported_transfer | sla=not_known dual_registration=no       | 2024-11-20 | not ready | sla-known dual-registration   | 2024-12-04 in 14 | R020 R100
supported_transfer | school_in_coventry=no                    | 2024-11-20 | speak     | school-in-coventry            | 2024-12-04 in 14 | R163 X19
supported_transfer | school_in_coventry=no sla=no             | 2024-11-20 | speak     | sla-signed school-in-coventry | 2024-12-04 in 14 | R020 R163 X19
supported_transfer | dual_registration=no                     | 2024-11-20 | not ready | dual-registration             | 2024-12-04 in 14 | R100
supported_transfer | dual_registration=                       | 2024-11-20 | answers   | ?dual-registration            | 2024-12-04 in 14 | R100
supported_transfer | panel_consent=no                         | 2024-11-20 | not ready | panel-consent                 | 2024-12-04 in 14 | R110 X23
supported_transfer | panel_consent=not_asked                  | 2024-11-20 | not ready | panel-consent                 | 2024-12-04 in 14 | R110 X23
supported_transfer | panel_consent=                           | 2024-11-20 | answers   | ?panel-consent                | 2024-12-04 in 14 | R110 X23
supported_transfer | panel_consent=no family_agrees=yes       | 2024-11-20 | not ready | panel-consent                 | 2024-12-04 in 14 | R110 X23
supported_transfer | dual_registration=no panel_consent=no    | 2024-11-20 | not ready | dual-registration panel-consent | 2024-12-04 in 14 | R100 R110
supported_transfer | year_group=6                             | 2024-11-20 | speak     | year-group                    | 2024-12-04 in 14 | X20
supported_transfer | year_group=7                             | 2024-11-20 | ready     |                               | 2024-12-04 in 14 | X20
supported_transfer | year_group=11                            | 2024-11-20 | ready     |                               | 2024-12-04 in 14 | X20
supported_transfer | year_group=12                            | 2024-11-20 | speak     | year-group                    | 2024-12-04 in 14 | X20
supported_transfer | year_group= date_of_birth=2013-08-31     | 2024-11-20 | ready     |                               | 2024-12-04 in 14 | X20
supported_transfer | year_group= date_of_birth=2013-09-01     | 2024-11-20 | speak     | year-group                    | 2024-12-04 in 14 | X20
# … a one-off incident or persistent disruption counts neither way
supported_transfer | one_off_incident=yes persistent_disruption=yes | 2024-11-20 | ready | | 2024-12-04 in 14 | R105 R106 X13
supported_transfer | one_off_incident=yes persistent_disruption=no  | 2024-11-20 | ready | | 2024-12-04 in 14 | R105 R106 X13
supported_transfer | one_off_incident=no persistent_disruption=yes  | 2024-11-20 | ready | | 2024-12-04 in 14 | R105 R106 X13
supported_transfer | one_off_incident=no persistent_disruption=no   | 2024-11-20 | ready | | 2024-12-04 in 14 | R105 R106 X13
supported_transfer | same_expectations=no                           | 2024-11-20 | ready | | 2024-12-04 in 14 | R107
# … Early Help is strongly expected unless Children's Services already have a plan
supported_transfer | early_help_offer=no                                           | 2024-11-20 | ready | ~early-help-offer     | 2024-12-04 in 14 | R109 R152 X12
supported_transfer | early_help_consent=no                                         | 2024-11-20 | ready | ~early-help-consent   | 2024-12-04 in 14 | R109 R152 X23
supported_transfer | early_help_on_ehm=no                                          | 2024-11-20 | ready | ~early-help-recorded  | 2024-12-04 in 14 | R109 R152
supported_transfer | early_help_offer=no early_help_consent=no childrens_services_plan=child_in_need    | 2024-11-20 | ready | | 2024-12-04 in 14 | R152
supported_transfer | early_help_offer=no early_help_consent=no childrens_services_plan=child_protection | 2024-11-20 | ready | | 2024-12-04 in 14 | R152
supported_transfer | early_help_on_ehm=no childrens_services_plan=child_protection | 2024-11-20 | ready | | 2024-12-04 in 14 | R152
supported_transfer | early_help_on_ehm=no childrens_services_plan=child_in_need    | 2024-11-20 | ready | | 2024-12-04 in 14 | R152
supported_transfer | childrens_services_plan=not_known                             | 2024-11-20 | ready | | 2024-12-04 in 14 | R152
supported_transfer | early_help_offer=no childrens_services_plan=not_known         | 2024-11-20 | ready | ~childrens-services-plan-known | 2024-12-04 in 14 | R152
supported_transfer | early_help_consent=no childrens_services_plan=not_known       | 2024-11-20 | ready | ~childrens-services-plan-known | 2024-12-04 in 14 | R152
supported_transfer | family_told_data=no                                           | 2024-11-20 | ready | ~family-told-data-use | 2024-12-04 in 14 | X23
supported_transfer | panel_consent=no                         | 2025-07-03 | not ready | panel-consent                 | closed 2025-07-02 | R110 X21
supported_transfer | sla=no                                   | 2025-09-01 | speak     | sla-signed                    | none published   | R020 X19 X21

# Tier 3 Refocus: Early Help assessment and plan on EHM, or an open plan of Children's Services
refocus |                                                        | 2024-11-20 | ready     |                       | 2024-12-04 in 14 | R021 R120 R131 R132
refocus | nothing                                                | 2024-11-20 | answers   | ?on-roll ?sla-known ?sla-signed ?dual-registration ?panel-consent ?childrens-services-plan-known ?early-help-assessment ?year-group ?school-in-coventry | 2024-12-04 in 14 | R021 R120 R131 R132 X20 R163
refocus | eha_completed=no                                       | 2024-11-20 | not ready | early-help-assessment | 2024-12-04 in 14 | R131
refocus | early_help_plan=no                                     | 2024-11-20 | not ready | early-help-assessment | 2024-12-04 in 14 | R131
refocus | eha_on_ehm=no                                          | 2024-11-20 | not ready | early-help-assessment | 2024-12-04 in 14 | R131
refocus | eha_completed=no early_help_plan=no eha_on_ehm=no      | 2024-11-20 | not ready | early-help-assessment | 2024-12-04 in 14 | R131
refocus | eha_completed= early_help_plan= eha_on_ehm=            | 2024-11-20 | answers   | ?early-help-assessment | 2024-12-04 in 14 | R131
refocus | eha_on_ehm=                                            | 2024-11-20 | answers   | ?early-help-assessment | 2024-12-04 in 14 | R131
refocus | eha_completed= eha_on_ehm=no                           | 2024-11-20 | not ready | early-help-assessment | 2024-12-04 in 14 | R131
refocus | eha_completed=no childrens_services_plan=child_in_need    | 2024-11-20 | ready  |                       | 2024-12-04 in 14 | R131 R152 X11
refocus | eha_completed=no childrens_services_plan=child_protection | 2024-11-20 | ready  |                       | 2024-12-04 in 14 | R131 R152 X11
refocus | eha_completed= early_help_plan= eha_on_ehm= childrens_services_plan=child_protection | 2024-11-20 | ready | | 2024-12-04 in 14 | R131 R152 X11
refocus | childrens_services_plan=not_known                      | 2024-11-20 | ready     |                       | 2024-12-04 in 14 | R131
refocus | childrens_services_plan=                               | 2024-11-20 | ready     |                       | 2024-12-04 in 14 | R131
refocus | eha_completed=no childrens_services_plan=not_known     | 2024-11-20 | not ready | childrens-services-plan-known | 2024-12-04 in 14 | R131 R152 X11
refocus | early_help_plan=no childrens_services_plan=not_known   | 2024-11-20 | not ready | childrens-services-plan-known | 2024-12-04 in 14 | R131 R152 X11
refocus | eha_on_ehm=no childrens_services_plan=not_known        | 2024-11-20 | not ready | childrens-services-plan-known | 2024-12-04 in 14 | R131 R152 X11
refocus | eha_completed=no childrens_services_plan=              | 2024-11-20 | answers   | ?childrens-services-plan-known ?early-help-assessment | 2024-12-04 in 14 | R131 X11
refocus | eha_completed= childrens_services_plan=not_known       | 2024-11-20 | answers   | ?childrens-services-plan-known ?early-help-assessment | 2024-12-04 in 14 | R131 X11
refocus | looked_after=yes eha_completed=no                      | 2024-11-20 | not ready | early-help-assessment | 2024-12-04 in 14 | R131
refocus | early_help_consent=no                                  | 2024-11-20 | ready     | ~early-help-consent   | 2024-12-04 in 14 | R152 X23
refocus | early_help_consent=no childrens_services_plan=child_protection | 2024-11-20 | ready |                   | 2024-12-04 in 14 | R152
refocus | early_help_consent=no childrens_services_plan=child_in_need    | 2024-11-20 | ready |                   | 2024-12-04 in 14 | R152
refocus | early_help_consent=no childrens_services_plan=not_known        | 2024-11-20 | ready |                   | 2024-12-04 in 14 | R152
refocus | panel_consent=no                                       | 2024-11-20 | not ready | panel-consent         | 2024-12-04 in 14 | R132 X23
refocus | panel_consent=not_asked                                | 2024-11-20 | not ready | panel-consent         | 2024-12-04 in 14 | R132 X23
refocus | panel_consent=no childrens_services_plan=child_protection | 2024-11-20 | not ready | panel-consent      | 2024-12-04 in 14 | R132
refocus | dual_registration=no                                   | 2024-11-20 | not ready | dual-registration     | 2024-12-04 in 14 | R120
refocus | dual_registration=no eha_on_ehm=no panel_consent=no    | 2024-11-20 | not ready | dual-registration panel-consent early-help-assessment | 2024-12-04 in 14 | R120 R131 R132
refocus | on_roll=no                                             | 2024-11-20 | speak     | on-roll               | 2024-12-04 in 14 | R120
refocus | sla=no                                                 | 2024-11-20 | speak     | sla-signed            | 2024-12-04 in 14 | R010 R021 X19
refocus | sla=not_known                                          | 2024-11-20 | not ready | sla-known             | 2024-12-04 in 14 | R010 R021
refocus | school_in_coventry=no                                  | 2024-11-20 | speak     | school-in-coventry    | 2024-12-04 in 14 | R163 X19
refocus | year_group=6                                           | 2024-11-20 | speak     | year-group            | 2024-12-04 in 14 | X20
refocus | year_group=7                                           | 2024-11-20 | ready     |                       | 2024-12-04 in 14 | X20
refocus | year_group=12                                          | 2024-11-20 | speak     | year-group            | 2024-12-04 in 14 | X20
refocus | mondays_at_school=no                                   | 2024-11-20 | ready     | ~mondays-at-school    | 2024-12-04 in 14 | R133
refocus | curriculum_adapted=no                                  | 2024-11-20 | ready     | ~curriculum-adapted   | 2024-12-04 in 14 | R125
refocus | family_told_data=no                                    | 2024-11-20 | ready     | ~family-told-data-use | 2024-12-04 in 14 | X23
refocus | tier1_used=no tier2_used=no agencies_involved=yes      | 2024-11-20 | ready     |                       | 2024-12-04 in 14 | R125 R127
refocus |                                                        | 2024-10-10 | ready     |                       | 2024-12-04 in 55 | R203
refocus |                                                        | 2025-03-13 | ready     |                       | 2025-07-02 in 111 | R209
refocus | eha_on_ehm=no                                          | 2025-07-03 | not ready | early-help-assessment | closed 2025-07-02 | R131 X21
refocus |                                                        | 2025-09-01 | ready     |                       | none published   | X21
refocus | eha_on_ehm=no                                          | 2026-11-22 | not ready | early-help-assessment | none published   | R131 X21

# Tier 3 Year 11 Bespoke: Year 11 by date of birth on the stated date, unless the school gives another year group
year11_bespoke |                                                     | 2024-11-20 | ready     |                        | 2024-12-04 in 14 | R024 R141 R142 R143
year11_bespoke | nothing                                             | 2024-11-20 | answers   | ?on-roll ?year-group ?sla-known ?sla-signed ?panel-consent ?school-in-coventry | 2024-12-04 in 14 | R143 R142 R141 R163
year11_bespoke | year_group= date_of_birth=2009-08-31                | 2024-11-20 | ready     |                        | 2024-12-04 in 14 | R142
year11_bespoke | year_group= date_of_birth=2009-09-01                | 2024-11-20 | speak     | year-group             | 2024-12-04 in 14 | R142
year11_bespoke | year_group= date_of_birth=2008-09-01                | 2024-11-20 | ready     |                        | 2024-12-04 in 14 | R142
year11_bespoke | year_group= date_of_birth=2008-08-31                | 2024-11-20 | speak     | year-group             | 2024-12-04 in 14 | R142
year11_bespoke | year_group=11 date_of_birth=2009-09-01              | 2024-11-20 | ready     |                        | 2024-12-04 in 14 | R142
year11_bespoke | year_group=10 date_of_birth=2009-08-31              | 2024-11-20 | speak     | year-group             | 2024-12-04 in 14 | R142
year11_bespoke | year_group=                                         | 2024-11-20 | answers   | ?year-group            | 2024-12-04 in 14 | R142
year11_bespoke | year_group= date_of_birth=2009-09-01                | 2025-08-31 | speak     | year-group             | closed 2025-07-02 | R142
year11_bespoke | year_group= date_of_birth=2009-09-01                | 2025-09-01 | ready     |                        | none published   | R142 X21
year11_bespoke | year_group= date_of_birth=2009-08-31                | 2025-09-01 | speak     | year-group             | none published   | R142 X21
year11_bespoke | year_group=10                                       | 2025-07-02 | speak     | year-group             | 2025-07-02 in 0  | R142 R209
year11_bespoke | on_roll=no                                          | 2024-11-20 | speak     | on-roll                | 2024-12-04 in 14 | R143
year11_bespoke | sla=no                                              | 2024-11-20 | speak     | sla-signed             | 2024-12-04 in 14 | R141 X19
year11_bespoke | sla=not_known                                       | 2024-11-20 | not ready | sla-known              | 2024-12-04 in 14 | R141
year11_bespoke | school_in_coventry=no                               | 2024-11-20 | speak     | school-in-coventry     | 2024-12-04 in 14 | R163 X19
year11_bespoke | panel_consent=no                                    | 2024-11-20 | not ready | panel-consent          | 2024-12-04 in 14 | R024 R141 X23
year11_bespoke | panel_consent=not_asked sla=not_known               | 2024-11-20 | not ready | sla-known panel-consent | 2024-12-04 in 14 | R024 R141
year11_bespoke | dual_registration=no                                | 2024-11-20 | ready     |                        | 2024-12-04 in 14 | R143
year11_bespoke | early_help_offer=no                                 | 2024-11-20 | ready     | ~early-help-offer      | 2024-12-04 in 14 | R152
year11_bespoke | early_help_consent=no                               | 2024-11-20 | ready     | ~early-help-consent    | 2024-12-04 in 14 | R152
year11_bespoke | early_help_on_ehm=no                                | 2024-11-20 | ready     | ~early-help-recorded   | 2024-12-04 in 14 | R152
year11_bespoke | early_help_consent=no childrens_services_plan=not_known | 2024-11-20 | ready | ~childrens-services-plan-known | 2024-12-04 in 14 | R152
year11_bespoke | early_help_offer=no childrens_services_plan=not_known   | 2024-11-20 | ready | ~childrens-services-plan-known | 2024-12-04 in 14 | R152
year11_bespoke | childrens_services_plan=not_known                       | 2024-11-20 | ready |                   | 2024-12-04 in 14 | R152
year11_bespoke | early_help_offer=no early_help_consent=no childrens_services_plan=child_in_need    | 2024-11-20 | ready | | 2024-12-04 in 14 | R152
year11_bespoke | early_help_offer=no early_help_consent=no childrens_services_plan=child_protection | 2024-11-20 | ready | | 2024-12-04 in 14 | R152
year11_bespoke | early_help_on_ehm=no childrens_services_plan=child_in_need    | 2024-11-20 | ready |             | 2024-12-04 in 14 | R152
year11_bespoke | early_help_on_ehm=no childrens_services_plan=child_protection | 2024-11-20 | ready |             | 2024-12-04 in 14 | R152
year11_bespoke | family_told_data=no                                 | 2024-11-20 | ready     | ~family-told-data-use  | 2024-12-04 in 14 | X23
";

/// The window reached by a ready application for each provision the day before, on and after every deadline.
const DEADLINES: &str = "
# stated   | flourish   | supported_transfer | refocus | year11_bespoke | item
2024-09-17 | 2024-12-04 in 78  | 2024-09-18 in 1  | 2024-09-18 in 1   | 2024-09-18 in 1  | R200
2024-09-18 | 2024-12-04 in 77  | 2024-09-18 in 0  | 2024-09-18 in 0   | 2024-09-18 in 0  | R200
2024-09-19 | 2024-12-04 in 76  | 2024-10-09 in 20 | 2024-10-09 in 20  | 2024-10-09 in 20 | R200
2024-10-08 | 2024-12-04 in 57  | 2024-10-09 in 1  | 2024-10-09 in 1   | 2024-10-09 in 1  | R201
2024-10-09 | 2024-12-04 in 56  | 2024-10-09 in 0  | 2024-10-09 in 0   | 2024-10-09 in 0  | R201
2024-10-10 | 2024-12-04 in 55  | 2024-11-13 in 34 | 2024-12-04 in 55  | 2024-11-13 in 34 | R201
2024-11-12 | 2024-12-04 in 22  | 2024-11-13 in 1  | 2024-12-04 in 22  | 2024-11-13 in 1  | R202
2024-11-13 | 2024-12-04 in 21  | 2024-11-13 in 0  | 2024-12-04 in 21  | 2024-11-13 in 0  | R202
2024-11-14 | 2024-12-04 in 20  | 2024-12-04 in 20 | 2024-12-04 in 20  | 2024-12-04 in 20 | R202
2024-12-03 | 2024-12-04 in 1   | 2024-12-04 in 1  | 2024-12-04 in 1   | 2024-12-04 in 1  | R203
2024-12-04 | 2024-12-04 in 0   | 2024-12-04 in 0  | 2024-12-04 in 0   | 2024-12-04 in 0  | R203
2024-12-05 | 2025-03-12 in 97  | 2025-01-15 in 41 | 2025-03-12 in 97  | 2025-01-15 in 41 | R203
2025-01-14 | 2025-03-12 in 57  | 2025-01-15 in 1  | 2025-03-12 in 57  | 2025-01-15 in 1  | R204
2025-01-15 | 2025-03-12 in 56  | 2025-01-15 in 0  | 2025-03-12 in 56  | 2025-01-15 in 0  | R204
2025-01-16 | 2025-03-12 in 55  | 2025-02-12 in 27 | 2025-03-12 in 55  | 2025-02-12 in 27 | R204
2025-02-11 | 2025-03-12 in 29  | 2025-02-12 in 1  | 2025-03-12 in 29  | 2025-02-12 in 1  | R205
2025-02-12 | 2025-03-12 in 28  | 2025-02-12 in 0  | 2025-03-12 in 28  | 2025-02-12 in 0  | R205
2025-02-13 | 2025-03-12 in 27  | 2025-03-12 in 27 | 2025-03-12 in 27  | 2025-03-12 in 27 | R205
2025-03-11 | 2025-03-12 in 1   | 2025-03-12 in 1  | 2025-03-12 in 1   | 2025-03-12 in 1  | R206
2025-03-12 | 2025-03-12 in 0   | 2025-03-12 in 0  | 2025-03-12 in 0   | 2025-03-12 in 0  | R206
2025-03-13 | 2025-07-02 in 111 | 2025-04-02 in 20 | 2025-07-02 in 111 | 2025-04-02 in 20 | R206
2025-04-01 | 2025-07-02 in 92  | 2025-04-02 in 1  | 2025-07-02 in 92  | 2025-04-02 in 1  | R207
2025-04-02 | 2025-07-02 in 91  | 2025-04-02 in 0  | 2025-07-02 in 91  | 2025-04-02 in 0  | R207
2025-04-03 | 2025-07-02 in 90  | 2025-05-07 in 34 | 2025-07-02 in 90  | 2025-05-07 in 34 | R207
2025-05-06 | 2025-07-02 in 57  | 2025-05-07 in 1  | 2025-07-02 in 57  | 2025-05-07 in 1  | R208
2025-05-07 | 2025-07-02 in 56  | 2025-05-07 in 0  | 2025-07-02 in 56  | 2025-05-07 in 0  | R208
2025-05-08 | 2025-07-02 in 55  | 2025-07-02 in 55 | 2025-07-02 in 55  | 2025-07-02 in 55 | R208
2025-07-01 | 2025-07-02 in 1   | 2025-07-02 in 1  | 2025-07-02 in 1   | 2025-07-02 in 1  | R209
2025-07-02 | 2025-07-02 in 0   | 2025-07-02 in 0  | 2025-07-02 in 0   | 2025-07-02 in 0  | R209
2025-07-03 | closed 2025-07-02 | closed 2025-07-02 | closed 2025-07-02 | closed 2025-07-02 | R209
";

/// How one requirement stands: what applies only to some, and what is weighed and never counted.
const STANDINGS: &str = "
insight  | sen_provision=                                  | ehcp-requirements | unknown        | R061
insight  | sen_provision=N                                 | ehcp-requirements | not_applicable | R061
insight  | sen_provision=K                                 | ehcp-requirements | not_applicable | R061
insight  | sen_provision=E                                 | ehcp-requirements | unmet          | R061
insight  | sen_provision=E ehcp_requirements=words         | ehcp-requirements | met            | R061
insight  | sen_provision=K ehcp_requirements=words         | ehcp-requirements | not_applicable | R061
flourish | sen_provision=E                                 | ehcp-requirements | unmet          | R092
flourish | sen_provision=N                                 | ehcp-requirements | not_applicable | R092
flourish | sen_provision=E ehcp_requirements=words         | ehcp-requirements | met            | R092
insight  | agencies_involved=                              | agency-recommendations | unknown        | R060
insight  | agencies_involved=no                            | agency-recommendations | not_applicable | R060
insight  | agencies_involved=yes                           | agency-recommendations | unmet          | R060
insight  | agencies_involved=yes agencies:agency_impact=words | agency-recommendations | unmet       | R060
insight  | agencies_involved=yes agencies:agency_implemented=partly;agency_impact=words | agency-recommendations | met | R060
insight  | agencies_involved=no agencies:agency_implemented=partly;agency_impact=words  | agency-recommendations | not_applicable | R060
flourish | agencies_involved=no                            | agency-recommendations | not_applicable | R090
flourish | agencies_involved=yes agencies:agency_implemented=no;agency_impact=words     | agency-recommendations | met | R090
refocus  | agencies_involved=no                            | other-professionals | not_applicable | R127
refocus  | agencies_involved=yes agencies:agency_impact=words | other-professionals | met         | R127
insight  | sla=no                                          | sla-priority | unmet          | R017
insight  | sla=not_known                                   | sla-priority | not_applicable | R017
flourish | sla=yes                                         | sla-priority | met            | R017
flourish | sla=not_known                                   | sla-priority | not_applicable | R017
flourish | year_group=12                                   | year-group   | unmet          | X20
insight  | early_help_consent=no                           | early-help-recorded | not_applicable | R057
flourish | early_help_consent=not_asked                    | early-help-recorded | not_applicable | R093
flourish | sla=                                            | sla-priority | unknown        | R017
supported_transfer | one_off_incident=yes                  | one-off-incident      | met   | R105
supported_transfer | one_off_incident=no                   | one-off-incident      | met   | R105
supported_transfer | one_off_incident=                     | one-off-incident      | unmet | R105
supported_transfer | persistent_disruption=yes             | persistent-disruption | met   | R106
supported_transfer | persistent_disruption=no              | persistent-disruption | met   | R106
supported_transfer | same_expectations=no                  | same-expectations     | unmet | R107
supported_transfer | same_expectations=no same_expectations_rationale=words | same-expectations | met | R107
tier1    | year_group=5                                    | year-group         | met   | X20
tier1    | year_group=4                                    | year-group         | unmet | X20
flourish | year_group=6                                    | year-group         | unmet | X20
insight  | school_in_coventry=no                           | school-in-coventry | unmet | R163
supported_transfer | sla=not_known                         | sla-signed         | not_applicable | R020
refocus  | interventions_tried=yes interventions:intervention_impact=words | school-strategies | met | R126
refocus  | interventions_tried=no                          | school-strategies  | unmet | R126
refocus  | tier1_used=no                                   | earlier-tiers | unmet | R125
refocus  | tier2_used=no                                   | earlier-tiers | unmet | R125
refocus  | tier1_used=no tier2_used=yes                    | earlier-tiers | met   | R125
refocus  | student_strengths=words                         | student-voice | unmet | R129
refocus  | student_support_wanted=words                    | student-voice | unmet | R129
supported_transfer | same_expectations_rationale=words     | same-expectations   | unmet | R107
supported_transfer | childrens_services_plan=not_known     | early-help-offer    | met   | R109 R152
supported_transfer | childrens_services_plan=not_known     | early-help-consent  | met   | R109 R152
supported_transfer | early_help_consent=no                 | early-help-recorded | not_applicable | R109
year11_bespoke     | childrens_services_plan=not_known     | early-help-offer    | met   | R152
year11_bespoke     | childrens_services_plan=not_known     | early-help-consent  | met   | R152
year11_bespoke     | early_help_consent=no                 | early-help-recorded | not_applicable | R152
refocus            | childrens_services_plan=not_known     | early-help-consent  | met   | R152
";

/// An application with the facts of a case.
pub fn application(id: &str, facts: &str, on: &str) -> Instance {
    if let Some(facts) = facts.strip_prefix("nothing") {
        return answered(id, facts, date(on));
    }
    let ready = rows::<2>(READY).into_iter().find(|[ready, _]| *ready == id);
    let [_, base] = ready.unwrap_or_else(|| panic!("no answers make {id} ready"));
    answered(id, &format!("{base} {facts}"), date(on))
}

/// Every item must be in the register of the edition, and each open requirement rest on one of them.
fn check_cites(id: &str, open: &str, on: &str, cites: &str) {
    let cites: BTreeSet<&str> = cites.split_whitespace().collect();
    for item in &cites {
        assert!(edition(date(on)).can_cite(item), "no register item {item}");
    }
    for requirement in &provision(id, date(on)).requirements {
        let listed = open
            .split_whitespace()
            .any(|open| open.trim_start_matches(['?', '~']) == requirement.id);
        let rests = requirement.cites.iter().any(|item| cites.contains(item.as_str()));
        assert!(
            !listed || rests,
            "{id}: {} rests on {:?}",
            requirement.id,
            requirement.cites
        );
    }
}

#[test]
fn each_case_has_its_outcome_its_open_requirements_and_its_window() {
    let cases = rows::<7>(CASES);
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for [id, facts, on, expect, expect_open, expect_window, cites] in cases {
        let facts_given = application(id, facts, on);
        let decision = decide(provision(id, date(on)), &facts_given);
        let found = [outcome(&decision), &open(&decision), &window(id, date(on))].join(" | ");
        if found != [expect, expect_open, expect_window].join(" | ") {
            wrong.push(format!("{id} | {facts} | {on} | {found}"));
        }
        check_cites(id, expect_open, on, cites);
    }
    assert!(wrong.is_empty(), "found:\n{}", wrong.join("\n"));
}

#[test]
fn a_deadline_is_met_to_the_end_of_its_day_and_then_the_next_one_counts() {
    let provisions = ["flourish", "supported_transfer", "refocus", "year11_bespoke"];
    for [on, flourish, transfer, refocus, year11, cites] in rows::<6>(DEADLINES) {
        let expect = [flourish, transfer, refocus, year11];
        assert_eq!(provisions.map(|id| window(id, date(on))), expect, "{on}");
        for id in provisions {
            let decision = decide(provision(id, date(on)), &application(id, "", on));
            assert_eq!(
                outcome(&decision),
                "ready",
                "{id} on {on}: the date alone closes nothing"
            );
            check_cites(id, "", on, cites);
        }
    }
}

#[test]
fn every_deadline_is_among_the_dates_with_the_day_before_and_the_day_after() {
    let dates: BTreeSet<&str> = rows::<6>(DEADLINES).into_iter().map(|[on, ..]| on).collect();
    let windows = &EDITIONS[0].file().windows;
    assert_eq!((windows.len(), dates.len()), (10, 30));
    for deadline in windows.iter().map(|window| window.deadline.on) {
        for day in [deadline.pred_opt(), Some(deadline), deadline.succ_opt()] {
            assert!(dates.contains(day.unwrap().to_string().as_str()), "{day:?}");
        }
    }
}

#[test]
fn a_requirement_stands_as_its_own_answers_make_it() {
    for [id, facts, requirement, expect, cites] in rows::<5>(STANDINGS) {
        for on in ["2024-11-20", "2026-11-22"] {
            let found = standing(id, requirement, &application(id, facts, on));
            assert_eq!(found.word(), expect, "{id} | {facts} | {requirement}");
            check_cites(id, requirement, on, cites);
        }
    }
}

#[test]
fn every_requirement_that_is_not_only_weighed_is_unmet_in_some_case() {
    let cases = rows::<7>(CASES);
    for provision in EDITIONS.iter().flat_map(|edition| &edition.file().provisions) {
        let counted = provision.requirements.iter();
        for requirement in counted.filter(|requirement| requirement.level != Level::Consideration) {
            let mark = if stops(requirement) { "" } else { "~" };
            let wanted = format!("{mark}{}", requirement.id);
            let shown = cases.iter().any(|[id, _, _, _, open, ..]| {
                *id == provision.id && open.split(' ').any(|open| open == wanted)
            });
            assert!(shown, "{}: {wanted}", provision.id);
        }
    }
}

#[test]
fn with_every_answer_given_well_nothing_that_counts_is_open_in_either_edition() {
    for [id, _] in rows::<2>(READY) {
        for on in ["2024-11-20", "2026-11-22"] {
            let facts = application(id, "", on);
            let decision = decide(provision(id, date(on)), &facts);
            let counted = decision
                .findings
                .iter()
                .filter(|finding| finding.requirement.level != Level::Consideration);
            for finding in counted {
                let settled = matches!(finding.standing, Standing::Met | Standing::NotApplicable);
                assert!(settled, "{id} on {on}: {}", finding.requirement.id);
            }
        }
    }
}

#[test]
fn there_are_six_provisions_and_tier_4_is_not_among_them() {
    let ids: Vec<&str> = rows::<2>(READY).into_iter().map(|[id, _]| id).collect();
    for edition in EDITIONS.iter() {
        let provisions = &edition.file().provisions;
        let offered: Vec<&str> = provisions.iter().map(|provision| provision.id.as_str()).collect();
        assert_eq!(offered, ids);
        assert!(provisions.iter().all(|provision| provision.tier < 4), "R006");
    }
}
