"""The wording that speaks for a back end, a front end, research or managing people: lists, and nothing else.

A cue has points; a flag is true from one point on. Colleagues are no cue ("with our front-end engineers"), nor is
what the team builds with ("Our stack: React, FastAPI"): it says nothing of who builds which part.
Cues of no points are names that hold a cue and say nothing ("SQL Server").
"""

from __future__ import annotations

import re

BACKEND = {
    1.0: (
        "backend", "back-end", "microservices", "microservice", "server-side", "api design",
        "restful", "rest apis", "restful apis", "api development", "building apis", "build apis", "develop apis",
        "design apis", "designing apis", "scalable apis", "robust apis", "fastapi", "flask", "django", "node.js", "nodejs",
        "express.js", "nestjs", "spring boot", "asp.net", ".net core", "ruby on rails", "grpc",
        "service-oriented architecture", "event-driven architecture", "event-driven architectures", "database design",
        "web services", "api layer", "api layers", "production apis",
        "apis and services", "services and apis", "apis and microservices", "internal apis", "products and apis", "developing apis",
        "apis and sdks", "data apis", "api endpoints", "backend and/or full-stack", "backend or full-stack", "backend/full-stack",
    ),
    0.75: (
        "full-stack", "fullstack", "web applications", "across the stack", "application development", "next.js", "rest api", "graphql",
    ),
    0.5: (
        "apis", "mcp servers", "mcp server", "distributed systems", "asynchronous programming", "server", "scalable systems", "production software",
        ".net", "production services",
    ),
    0.25: (
        "api", "services", "typescript", "kubernetes", "production systems", "redis", "postgresql", "postgres", "caching",
        "software engineering experience",
    ),
    0.2: ("databases", "database"),
    0.15: ("software engineer", "software developer"),
    0.0: (
        "sql server", "windows server", "inference server", "inference servers", "model server",
        "llm application development", "ai application development",
    ),
}  # fmt: skip

FRONTEND = {
    1.0: (
        "frontend", "front-end", "react.js", "reactjs", "react native", "nextjs", "vue", "vue.js", "angular", "svelte",
        "mobile apps", "swiftui", "streamlit", "gradio", "chat interfaces", "tailwind", "web development", "user interfaces",
        "intuitive interfaces", "mobile applications", "mobile developer", "ios developer", "android developer", "ios apps",
        "android apps", "ios applications", "android applications",
    ),
    0.75: ("next.js", "full-stack", "fullstack", "web applications", "web application", "web apps", "user interface", "ui"),
    0.5: ("react", "across the stack", "html", "css", "ui components", "ui/ux"),
    0.25: (
        "typescript", "javascript", "ux", "user-facing", "interfaces", "user experiences", "designers", "ios", "android",
        "dashboards", "intuitive", "node.js",
    ),
}  # fmt: skip

RESEARCH = {
    0.75: ("research scientist", "researcher", "research engineer"),
    0.5: (
        "researchers", "conduct research", "conducting research", "novel research", "original research", "cutting-edge research",
        "research agenda", "research directions", "research roadmap", "publish", "publishing", "publications",
        "peer-reviewed", "neurips", "icml", "iclr", "research papers", "first-author", "advance the state of the art",
        "push the boundaries of", "novel algorithms", "novel methods", "novel approaches", "novel architectures",
        "new algorithms", "research experiments", "fundamental research", "research problems", "open research",
        "applied research", "model research", "state-of-the-art research", "research findings", "develop novel",
        "extend the state-of-the-art", "advance the state-of-the-art", "scientific conferences", "novel ai approaches",
        "design experiments", "compelling experiments", "large-scale experiments",
    ),
}  # fmt: skip

MANAGEMENT = {
    1.0: (
        "direct reports", "people management",
        "direct people management", "people manager", "line management", "line manager", "line manage",
        "direct supervision", "manage", "managing", "manages", "lead", "leading", "leads", "build", "hire", "hiring",
        "recruit", "supervise", "supervising", "grow", "scale",
    ),
}  # fmt: skip

NO_BUILDER_TITLE = re.compile(
    r"\b(?:designer|product manager|product owner|program manager|project manager|sales|account executive|advocate|"
    r"relations|recruiter|writer|analyst|marketing|architect manager|solutions architecture)\b",
    re.I,
)

COLLEAGUES_OF = ("back", "front", "full", "ui", "ux", "designers", "web", "research")
COLLEAGUES = re.compile(
    r"\b(?:with|alongside|support|between|partner\w*|collaborat\w*|across|and|to|other|from|by|,|/)\s+(?:\w+\s+|[\w-]+[,/&]\s*){0,5}"
    r"(?:back[- ]?end|front[- ]?end|full[- ]?stack|ui|ux|designers|web)(?:\s*(?:,\s*(?:and|or)\b|,|/|&|and\b|or\b)\s*[\w-]+){0,4}\s+"
    r"(?:software\s+)?(?:engineers|engineering|teams?|developers|designers|leads|specialists|peers|counterparts)\b|"
    r"\b(?:via|through|between|consum\w+|calling)\s+(?:the\s+|our\s+)?(?:back[- ]?end|front[- ]?end)(?:\s+systems\s+and\s+front[- ]?end)?\b|"
    r"\b(?:with|alongside|support\w*|partner\w*|between|enable|help)\s+(?:[\w/-]+,?\s+){0,5}research(?:ers| scientists)\b",
    re.I,
)

OF_COLLEAGUES = (
    "engineer", "team", "developers", "designers", "leads", "specialists", "peers", "counterparts", "research",
    "via", "through", "between", "consum", "calling",
)  # fmt: skip
"""One of these is in whatever speaks of them."""

STACK_LINE = re.compile(
    r"\b(?:our|tech(?:nology)?|core) stack\s*(?:[:(–—]|is\b|includes?\b|consists\b)|^\W*we (?:primarily )?use\b", re.I
)
"""A sentence on what the team builds with."""
OF_STACKS = (" stack", "we use", "we primarily use")
"""One of these is in every such sentence, in lower case."""
STACK_HEADING = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:tech(?:nology|nical)? (?:stack|environment)|stack)\W*(?:you[’']ll work with|includes?)?\W*$",
    re.I,
)
"""What stands above a list of it."""

_TEAM = (
    r"(?:(?:a|an|the|our|your|small|growing|high[- ]perform\w+|global|local|distributed|world[- ]class|talented|strong|and|"
    r"cross[- ]functional|dedicated|diverse|lean|skilled)[\s,]+){0,4}(?:[\w/-]+\s+){0,2}teams?\s+(?:of|over)\b"
)
_PEOPLE = r"(?:software\s+|ai\s+|ml\s+|ai/ml\s+|data\s+|junior\s+|machine\s+learning\s+)?(?:engineers|developers|scientists|people|direct reports)\b"

MANAGES = re.compile(
    rf"\b(?:direct reports|(?:direct )?people management|line[- ]manag\w+|people manager (?:for|of)|direct supervision)\b|"
    rf"\b(?:manag(?:e|es|ing)|supervis(?:e|es|ing)|hir(?:e|es|ing)|recruit(?:ing)?|lead(?:s|ing)?)(?:(?:,\s*|\s+and\s+|,\s+and\s+)[\w-]+){{0,3}}\s+{_TEAM}|"
    rf"\b(?:manag(?:e|es|ing)|supervis(?:e|es|ing))(?:(?:,\s*|\s+and\s+|,\s+and\s+)[\w-]+){{0,3}}\s+(?:a\s+)?(?:\w+\s+){{0,2}}{_PEOPLE}|"
    rf"\b(?:hire|recruit)(?:(?:,\s*|\s+and\s+|,\s+and\s+)[\w-]+){{1,3}}\s+(?:\w+\s+){{0,2}}{_PEOPLE}|"
    r"\b(?:hire|grow|lead|manage|scale)(?:(?:,\s*|\s+and\s+|,\s+and\s+)[\w-]+){0,3}\s+(?:a|an|your|our|the)\s+(?:[\w-]+\s+){0,3}(?:engineering\s+|ai\s+)?team\s+(?:over|of|from)\b|"
    r"\bbuild (?:and lead |out )?a (?:high[- ]performing|world[- ]class|strong) (?:[\w/-]+ ){0,2}team\b",
    re.I,
)
MANAGER_TITLE = re.compile(
    r"\b(?:engineering manager|managing engineer|head of|director of|"
    r"manager,? (?:of |ai|software|machine|data|ml|engineering)|(?:software|ai|ml|development|team) manager|"
    r"(?:engineer|engineering|developer|architect|scientist)\W{1,4}(?:senior )?manager|senior manager)\b",
    re.I,
)
