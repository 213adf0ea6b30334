"""The verdict in words, in English and Chinese: who leads, who is recommended or not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.compare_words import percent
from experiments.compare_words import told as said
from experiments.judged import Judged
from experiments.paired import LEAST_PAIRS, SURE
from experiments.verdict import Standing, Verdict

WORDS = {
    "same": (
        "No verdict: the arms do not differ in any outcome of any run.",
        "不作结论：各方案在每次模拟的每项指标上都完全相同。",
    ),
    "few": (
        "No verdict: {runs} runs are too few, at least {least} are needed.",
        "不作结论：{runs} 次模拟太少，至少需要 {least} 次。",
    ),
    "leads": ("{arm} leads in {outcomes}.", "{arm} 领先：{outcomes}。"),
    "nobody": (
        "No arm leads in any outcome: none is ahead in {sure} of the runs, also to the sceptic.",
        "没有方案在任何指标上领先：无一方案在 {sure} 的模拟中占优且经怀疑者检验仍成立。",
    ),
    "none": ("No recommendation.", "不作推荐。"),
    "recommended": (
        "Recommended: {arm}. It leads in {outcomes}, no arm beats it in rate, hours and quality at "
        "once, and {pressed} is higher than that of {base} in {share} of the {pairs} runs with a "
        "consent in both.",
        "推荐：{arm}。它在{outcomes}上领先，没有方案同时在进度、工时和同意质量上胜过它，"
        "且在双方均有人同意的 {pairs} 次模拟中，其{pressed}高于 {base} 的占 {share}。",
    ),
    "refused": (
        "Not recommended: {arm}, though it leads in {outcomes}, because {why}.",
        "不推荐：{arm}，虽在{outcomes}上领先，但{why}。",
    ),
    "dominated": (
        "another arm does no worse in rate, hours and quality of consent and better in one of them",
        "另有方案在进度、工时和同意质量上均不逊色且至少一项更好",
    ),
    "pressed": (
        "{pressed} is higher than that of {base} in {share} of the {pairs} runs with a consent in "
        "both, and half of them is the most that is allowed",
        "在双方均有人同意的 {pairs} 次模拟中，其{pressed}高于 {base} 的占 {share}，超过允许的一半",
    ),
    "unpaired": (
        "{pressed} can be held against that of {base} in {pairs} runs only, as in the others one "
        "of the two has no consent at all, and at least {least} are needed",
        "仅有 {pairs} 次模拟可与 {base} 比较{pressed}（其余至少一方无人同意），至少需要 {least} 次",
    ),
    "recommended_base": (
        "Recommended: {arm}. It leads in {outcomes}, and no arm beats it in rate, hours and "
        "quality at once; {pressed} is counted against this very arm.",
        "推荐：{arm}。它在{outcomes}上领先，且没有方案同时在进度、工时和同意质量上胜过它；"
        "{pressed}即以该方案为基准。",
    ),
    "idle": (
        "Neither {rate} nor {quality} has an arm that leads; what is faster or cheaper alone is "
        "no reason to recommend it.",
        "{rate}与{quality}均无领先方案；仅更快或更省不构成推荐理由。",
    ),
    "front": (
        "Pareto front of {rate} (up), {hours} (down) and {quality} (up), by means: {arms}. Share "
        "of runs on it: {shares}. Where nobody consented, quality counts as 0.",
        "帕累托前沿（{rate}越高越好、{hours}越低越好、{quality}越高越好，按均值）：{arms}。"
        "处于前沿的模拟比例：{shares}。无人同意时同意质量计为0。",
    ),
    "luck": (
        "Luck alone was varied (parameters=point): the verdict holds for these numbers only, the "
        "sceptic doubts next to nothing but luck, and parameters=prior would tell whether it "
        "holds for others.",
        "仅改变了随机性（parameters=point）：结论只对这组参数成立，怀疑者除随机性外几乎无所怀疑，"
        "parameters=prior 可检验其稳健性。",
    ),
    "rule": (
        "An arm leads where it is ahead in at least {sure} of the runs, and to the sceptic, too, "
        "whose prior is centred at 0 and half as wide as the simulated effect itself: that asks "
        "for an effect that shows regularly over luck and parameters (of two arms, in about 92.5 % "
        "of the runs) and does not doubt the size of assumed effects; under the literal factor "
        "alone (each effect times N(0, 0.5), without evidence) nothing can be told, as who is "
        "ahead is a toss.",
        "领先：至少 {sure} 的模拟中占优，且对怀疑者仍成立。"
        "其先验以0为中心，宽度为模拟效应本身的一半："
        "要求效应在随机性与参数变动下更稳定地出现（两方案时约占 92.5 % 的模拟），"
        "并不怀疑所假定效应的大小；若只按字面因子（每项效应乘以 N(0, 0.5)，不计证据），"
        "则孰优如同抛硬币，无从判断。",
    ),
    "pairing": (
        "Without pairs the interval for {rate} would need more runs: {ratios}.",
        "若不配对，{rate}达到同样区间所需模拟次数为：{ratios}。",
    ),
    "times": ("{arm} × {ratio}", "{arm} {ratio} 倍"),
    "share": ("{arm} {share}", "{arm} {share}"),
    "and": (" and ", "，且"),
}  # fmt: skip


def verdict_text(
    verdict: Verdict, judged: Judged, labels: Mapping[str, str], language: str, luck_only: bool
) -> str:
    """Say a verdict in a few sentences, one on each line.

    Parameters
    ----------
    labels : mapping
        What each outcome is called in the language.
    luck_only : bool
        Whether the runs differ by luck alone.
    """
    say = _Speaker(judged, labels, language)
    return "\n".join([*say.judgement(verdict, luck_only), *say.front(verdict), *say.pairs(verdict)])


class _Speaker:
    """Says parts of a verdict in one language."""

    def __init__(self, judged: Judged, labels: Mapping[str, str], language: str) -> None:
        self.judged, self.labels, self.language = judged, labels, language

    def judgement(self, verdict: Verdict, luck_only: bool) -> list[str]:
        """Say who leads, who is recommended and who is not; or why nobody judges."""
        if not verdict.differ:
            return [self._told("same")]
        if verdict.runs < LEAST_PAIRS:
            return [self._told("few", runs=verdict.runs, least=LEAST_PAIRS)]
        lines = [self._told("rule", sure=percent(SURE)), *self._leaders(verdict)]
        lines += self._recommendation(verdict)
        return [*lines, self._told("luck")] if luck_only else lines

    def _leaders(self, verdict: Verdict) -> list[str]:
        leading = [each for each in verdict.standings if each.leads]
        told = [
            self._told("leads", arm=each.arm, outcomes=self._list(each.leads)) for each in leading
        ]
        return told or [self._told("nobody", sure=percent(SURE))]

    def _recommendation(self, verdict: Verdict) -> list[str]:
        standing = {each.arm: each for each in verdict.standings}
        lines = [
            self._told(
                "recommended_base" if arm == verdict.baseline else "recommended",
                **self._about(standing[arm], verdict),
            )
            for arm in verdict.recommended
        ] or [self._told("none")]
        for arm, why in verdict.refused.items():
            about = self._about(standing[arm], verdict)
            reasons = self._told("and").join(self._told(name, **about) for name in why)
            lines.append(self._told("refused", **about, why=reasons))
        if not verdict.recommended and not verdict.refused:
            lines.append(self._told("idle"))
        return lines

    def _about(self, standing: Standing, verdict: Verdict) -> dict[str, str]:
        wanted = (self.judged.rate, self.judged.quality)
        return {
            "arm": standing.arm, "base": verdict.baseline,
            "outcomes": self._list([name for name in wanted if name in standing.leads]),
            "pressed": self._name(self.judged.pressed), "pairs": f"{standing.pressed_pairs:,}",
            "share": percent(standing.pressed_higher or 0.0), "least": str(LEAST_PAIRS),
        }  # fmt: skip

    def front(self, verdict: Verdict) -> list[str]:
        """Say which arms are on the Pareto front, and how often."""
        on = [each.arm for each in verdict.standings if each.on_front]
        shares = [
            self._told("share", arm=each.arm, share=percent(each.front_share))
            for each in verdict.standings
        ]
        comma = said("comma", self.language)
        return [self._told("front", arms=comma.join(on), shares=comma.join(shares))]

    def pairs(self, verdict: Verdict) -> list[str]:
        """Say how much pairs save."""
        ratios = [
            self._told("times", arm=arm, ratio=f"{ratio:.3g}")
            for arm, ratio in verdict.pairing.items()
        ]
        comma = said("comma", self.language)
        return [self._told("pairing", ratios=comma.join(ratios))] if ratios else []

    def _told(self, name: str, **values: Any) -> str:
        named = {key: self._name(value) for key, value in self.judged._asdict().items()}
        return WORDS[name][self.language == "zh"].format(**named | values)

    def _name(self, outcome: str) -> str:
        return said("quoted", self.language, name=self.labels.get(outcome, outcome))

    def _list(self, outcomes: Any) -> str:
        return said("comma", self.language).join(self._name(name) for name in outcomes)
