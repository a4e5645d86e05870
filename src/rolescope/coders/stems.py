"""Stems of the patterns in `wording`: whatever a pattern matches holds one of its stems, or a letter that ASCII lacks.

They only spare searching: a stem too many costs time, one too few loses what its pattern says. Those of `OPENING` are
words that the pattern begins with, where it does not begin with a number or a label.
"""

from __future__ import annotations

from rolescope.coders.sieve import Sieve

NICE_HEADING, MUST_HEADING, OTHER_HEADING, WORK_HEADING = 1, 2, 4, 8
WISH, TAG, TASK, DOING, REQUIREMENT, TERMS = 1, 2, 4, 8, 16, 32
OPENING, ANY = DOING | REQUIREMENT, 63

HEADINGS = Sieve(
    {
        NICE_HEADING: """
            nice valu helpful also excited love start thrilled bonus prefer desir plus advantage ideally stand
            apart optional extra brownie good_ great_ better asset edge not additional valora vorteil diferencia atout
            meegenomen
        """,
        MUST_HEADING: """
            require qualif must essential looking need look value expect want seek about are bring have know
            should might may could thrive possess _re_ _ve _d_ skill experience expertise competenc knowledge
            education background candidate criteria toolkit super strengths fit_ great_ good_ _if successful
            make proficien certification credentials attributes prerequisites capabilit takes anforderung profil
            requisit wat_ functie
        """,
        OTHER_HEADING: """
            benefit perk compensation salar pay offer provide got _get_ receive how bring _it return about _us _we values culture
            commitment mission vision people story company customers office solution product hiring interview
            process equal diversity inclusi belonging accommodation eeo privacy visa why apply application
            recruit li_ location logistics working environment authori schedule disclaimer notice information
            report department physical travel life join steps unternehmen bieten bieden offrons sommes ofrecemos _ons
        """,
        WORK_HEADING: """
            responsib duty duties what you role job position opportunit work team mission project impact
            challenge overview summary description day stack tech tool how scope areas tasks activities
            objectives deliver focus functions environment success first accountab aufgaben funciones responsab
            taken purpose
        """,
    }
)
SENTENCES = Sieve(
    {
        WISH: """
            plus bonus advantage asset nice extra welcome beneficial helpful desir prefer ideal valued useful
            optional not_ good vorteil
        """,
        TAG: "nice bonus plus preferred desirable optional",
        TASK: """
            you this_ role position candidate engineer responsible looking seeking hiring searching stack we_
            join developer scientist architect lead manager will
        """,
        DOING: """
            build_ design_ develop_ lead_ own_ collaborate_ drive_ implement_ create_ define_ partner_
            architect_ maintain_ deliver_ ship_ optimise_ optimize_ integrate_ support_ ensure_ evaluate_
            improve_ manage_ deploy_ write_ research_ contribute_ establish_ conduct_ translate_ mentor_
            prototype_ leverage_ invent_ apply_ participate_ orchestrate_ automate_ monitor_ analyse_ analyze_ +
            #
        """,
        REQUIREMENT: """
            candidate applicant strong proven solid deep hands demonstrated extensive excellent experience
            proficien familiarity knowledge expertise fluen ability bachelor master degree minimum at_ you
            success must prior previous expert skilled comfortable understanding advanced good working + #
        """,
        TERMS: """
            salar pay compensation wage rewards eligible equity benefit relocation stock 401 dental paid parental pto
            application applicant equal reasonable background visa employment privacy protected unsolicited recruit
            interview hiring verify
        """,
    }
)
