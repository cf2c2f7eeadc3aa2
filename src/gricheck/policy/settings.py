"""What the user decided, resolved for one report: words become rules, paths are matched, days compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from gricheck.config import OFF, Config, FailOn, Override
from gricheck.errors import UsageError
from gricheck.model.rule import RulePack, Severity
from gricheck.model.standard import Catalogue
from gricheck.policy.baseline import Baseline, Known
from gricheck.policy.paths import matches, path_from
from gricheck.policy.waivers import Standing, standing
from gricheck.policy.words import choose, is_about, levels, resolve
from gricheck.yamlio import Place


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one report. Rules are by id; aliases, families and patterns are gone (see ``words``).

    ``select`` None means every rule, ``only`` empty every disclosure. ``severities`` maps a rule to its new severity.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: FailOn = FailOn.ERROR
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    waivers: tuple[Standing, ...] = ()
    baseline: Known | None = None
    fail_on_stale: bool = False

    def shows(self, rule: str, disclosure: str | None = None, requirement: str | None = None) -> bool:
        """Whether a finding is reported: chosen by its rule and by its disclosure, and ignored by neither."""

        def named(words: Iterable[str]) -> bool:
            return any(is_about(word, disclosure, requirement) for word in words)

        chosen = (self.select is None or rule in self.select) and (not self.only or named(self.only))
        return chosen and rule not in self.ignore and not named(self.without)


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line says of policy; it goes before the configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None


@dataclass(frozen=True, slots=True)
class Policies:
    """Where each report's policy comes from. ``today`` is needed only where a waiver expires."""

    config: Config
    packs: tuple[RulePack, ...]
    catalogue: Catalogue
    said: Said = Said()
    today: date | None = None
    baseline: Baseline | None = None

    def of(self, report: str | Path) -> Policy:
        """The policy that holds for one report."""
        config, said = self.config, self.said
        over = [o for o in config.overrides if any(self._means(report, glob) for glob in o.paths)]
        policy = build_policy(
            self.packs,
            select=said.select or _last((o.select for o in over), config.select),
            ignore=(*_last((o.ignore for o in over), config.ignore), *said.ignore),
            severities=[config.severity, *(o.severity for o in over)],
            fail_on=said.fail_on or config.fail_on or FailOn.ERROR,
            catalogue=self.catalogue,
        )
        waivers = [w for w in config.waivers if w.path is None or self._means(report, w.path)]
        return replace(
            policy,
            waivers=standing(waivers, self.packs, self.today),
            baseline=self.baseline.of(report) if self.baseline else None,
            fail_on_stale=config.fail_on_stale,
        )

    def _means(self, report: str | Path, glob: str) -> bool:
        return matches(path_from(self.config.folder, report), glob)


def build_policy(
    packs: Sequence[RulePack],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, str] | Sequence[Mapping[str, str]] | None = None,
    fail_on: FailOn = FailOn.ERROR,
    catalogue: Catalogue | None = None,
) -> Policy:
    """A policy from words as users write them. Of several ``severities`` the later go before the earlier.

    UsageError for a word that names neither a rule of these packs nor, where there is a catalogue, a disclosure.
    """
    layers = [severities] if isinstance(severities, Mapping) else severities or ()
    chosen, ignored, found = choose(select, packs, catalogue), choose(ignore, packs, catalogue), levels(layers, packs)
    return Policy(
        select=chosen.rules or None,
        ignore=ignored.rules | {rule for rule, level in found.items() if level == OFF},
        severities={rule: Severity(level) for rule, level in found.items() if level != OFF},
        fail_on=fail_on,
        only=chosen.disclosures,
        without=ignored.disclosures,
    )


def check_words(config: Config, packs: Sequence[RulePack], catalogue: Catalogue) -> None:
    """Every word of a configuration, whether or not a report of this call needs it: an error names its line."""
    for place, word in _rule_words(config):
        try:
            resolve([word], packs)
        except UsageError as error:
            raise config.error(place, str(error)) from None
    for place, word in _words(config):
        try:
            choose([word], packs, catalogue)
        except UsageError as error:
            raise config.error(place, str(error)) from None


def _rule_words(config: Config) -> Iterator[tuple[Place, str]]:
    for word in config.severity:
        yield ("severity", word), word
    for number, override in enumerate(config.overrides):
        for word in override.severity:
            yield ("overrides", number, "severity", word), word
    for number, waiver in enumerate(config.waivers):
        yield ("waivers", number, "rule"), waiver.rule


def _words(config: Config) -> Iterator[tuple[Place, str]]:
    holders: list[tuple[Place, Config | Override]] = [((), config)]
    holders += [(("overrides", number), override) for number, override in enumerate(config.overrides)]
    for place, holder in holders:
        for number, word in enumerate(holder.select or ()):
            yield (*place, "select", number), word
        for number, word in enumerate(holder.ignore or ()):
            yield (*place, "ignore", number), word


def _last(given: Iterable[tuple[str, ...] | None], default: tuple[str, ...]) -> tuple[str, ...]:
    """What the last override says that says anything."""
    found = [words for words in given if words is not None]
    return found[-1] if found else default
