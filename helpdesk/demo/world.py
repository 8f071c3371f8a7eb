"""The company as matters of the past meet it: desks, categories and agents, read from the database."""

from __future__ import annotations

import datetime as dt
import random

from helpdesk.demo import protocol
from helpdesk.demo.setting import Desk, Matter, Setting
from tickets.models import Agent, Category, Channel, Clock
from tickets.rules.durations import MINUTE

USUAL_SHARE = 0.33  # of the target for a first response
CLOSING_NOTES = {
    "en": "The customer wrote twice about the same matter.",
    "es": "El cliente escribió dos veces por el mismo asunto.",
}
ADDRESSES = {"es": "ayuda@alameda.example", "en": "support@alameda.example"}


class World:
    def __init__(self, *, now: dt.datetime, rng: random.Random) -> None:
        self.now, self.rng = now, rng
        self.desks = {
            language: _desk(
                Channel.objects.select_related("policy", "calendar", "phone_calendar").get(
                    address=each
                )
            )
            for language, each in ADDRESSES.items()
        }
        self.matters = dict(_matters())
        self.agents = [
            (agent, {team.pk for team in agent.teams.all()})
            for agent in Agent.objects.filter(is_active=True, role="agent").prefetch_related(
                "teams"
            )
        ]
        self.lead_id = Agent.objects.filter(role="lead").earliest("pk").pk
        self.agent_names = {agent.pk: agent.name for agent in Agent.objects.all()}

    def setting(self, category: str, language: str, **how: bool) -> Setting:
        """Where a story of this category is played; `how`: see `Setting`."""
        matter = self.matters[category]
        return Setting(
            now=self.now,
            desk=self.desks[language],
            matter=matter,
            agent_id=self._agent_for(matter, language),
            lead_id=self.lead_id,
            closing_note=CLOSING_NOTES[language],
            **how,
        )

    def _agent_for(self, matter: Matter, language: str) -> int:
        """Someone of the category's team, by preference one who speaks the language."""
        team = matter.category.team_id
        members = [agent for agent, teams in self.agents if team in teams]
        speakers = [agent for agent in members if agent.language == language]
        return self.rng.choice(speakers or members or [agent for agent, _ in self.agents]).pk


def _desk(channel: Channel) -> Desk:
    return Desk(
        channel=channel,
        calendar=channel.calendar.work_calendar(),
        targets={
            str(kind): channel.policy.target_seconds(kind)
            for kind in Clock.Kind.values
            if kind != Clock.Kind.STEP
        },
        usual_minutes=channel.policy.first_response_seconds / MINUTE * USUAL_SHARE,
        silence_days=channel.silence_days,
        phone_hours=channel.phone_hours(),
    )


def _matters() -> list[tuple[str, Matter]]:
    known = {c.name_en: c for c in Category.objects.select_related("procedure__published")}
    return [
        (key, _matter(known[name]))
        for key, name in protocol.read()["categories"].items()
        if name in known
    ]


def _matter(category: Category) -> Matter:
    """With the way that the first answer of each question leads."""
    version = category.procedure.published if category.procedure else None
    given = [step.choices()[0].token for step in version.line() if step.asks] if version else []
    steps = version.steps_ahead(after="", given=given) if version else []
    ways = version.alternatives.all() if version else ()
    return Matter(
        category=category, steps=tuple(steps), alternatives={way.key: way for way in ways}
    )
