"""The reduced rules as one would write them in plain Mesa, from their description alone.

An offer is worth something to a household; a Party member is inclined to sign; there is trust in
the workers, perhaps one obstacle, and acquaintances. Each day every worker visits the four unsigned
households of the own caseload that leaned most towards signing when they last weighed it; a visit
builds trust and may remove the obstacle. Each unsigned household then weighs offer, Party, trust,
obstacle and the share of acquaintances that had signed by yesterday, adds the reward while it
lasts, and signs with the logistic chance of the sum. In the evening those who signed tell their
acquaintances.

``PlainModel`` is written after Mesa's own network example: a random graph of networkx, cells,
``AgentSet.do`` for each stage, a ``DataCollector``. Nothing is slow on purpose: acquaintances keep
count of signatures instead of being asked every day, and workers drop who signed.
``TunedModel`` goes further than most would: lists for the network, and only the unsigned are asked.
"""

from __future__ import annotations

import math
from heapq import nlargest

import mesa
import networkx as nx
from mesa.agent import AgentSet
from mesa.discrete_space import CellAgent, Network


class Household(CellAgent):
    """One household that may sign."""

    def __init__(self, model: PlainModel) -> None:
        super().__init__(model)
        p, random = model.p, model.random
        self.offer = random.uniform(p["offer"] - p["offer_spread"], p["offer"] + p["offer_spread"])
        self.party = p["party_weight"] if random.random() < p["member_share"] else 0.0
        self.trust = random.random()
        self.obstacle = random.random() < p["obstacle_share"]
        self.acquaintances: list[Household] = []
        self.signed_acquaintances = 0
        self.signing = self.signed = False
        self.propensity = self.weigh()

    def weigh(self) -> float:
        p = self.model.p
        total = self.offer + self.party + p["trust_weight"] * self.trust
        if self.obstacle:
            total -= p["obstacle_weight"]
        if self.signed_acquaintances:
            total += p["peers_weight"] * self.signed_acquaintances / len(self.acquaintances)
        return total

    def receive_visit(self) -> None:
        p = self.model.p
        self.trust += p["trust_per_visit"] * (1.0 - self.trust)
        if self.obstacle and self.random.random() < p["solved_per_visit"]:
            self.obstacle = False

    def decide(self) -> None:
        if self.signed:
            return
        self.propensity = self.weigh()
        chance = 1.0 / (1.0 + math.exp(-self.propensity - self.model.reward))
        self.signing = self.random.random() < chance

    def tell(self) -> None:
        if not self.signing:
            return
        self.signing = False
        self.signed = True
        self.model.signed += 1
        for acquaintance in self.acquaintances:
            acquaintance.signed_acquaintances += 1


class Worker(mesa.Agent):
    """One worker with an own caseload."""

    def __init__(self, model: PlainModel, caseload: list[Household]) -> None:
        super().__init__(model)
        self.caseload = caseload

    def visit(self) -> None:
        self.caseload = [h for h in self.caseload if not h.signed]
        visits = self.model.p["visits_per_worker_per_day"]
        for household in nlargest(visits, self.caseload, key=lambda h: h.propensity):
            household.receive_visit()


class PlainModel(mesa.Model):
    """A neighbourhood of ``p["households"]`` that is asked to sign."""

    def __init__(self, p: dict, seed: int | None = None) -> None:
        super().__init__(seed=seed)
        self.p = p
        self.day = self.signed = 0
        self.reward = 0.0
        self.households = Household.create_agents(self, p["households"])
        residents = list(self.households)
        self.befriend(residents, int(p["households"] * p["mean_ties"] / 2))
        size = math.ceil(p["households"] / p["workers"])
        patches = [residents[w * size : (w + 1) * size] for w in range(p["workers"])]
        self.workers = Worker.create_agents(self, p["workers"], patches)
        self.datacollector = mesa.DataCollector(model_reporters={"signed": "signed"})

    def befriend(self, residents: list[Household], ties: int) -> None:
        graph = nx.gnm_random_graph(len(residents), ties, seed=self.random)
        self.grid = Network(graph, capacity=1, random=self.random)
        for household, cell in zip(residents, self.grid.all_cells, strict=True):
            household.cell = cell
        for household in residents:
            household.acquaintances = list(household.cell.neighborhood.agents)

    def begin_day(self) -> None:
        self.day += 1
        self.reward = self.p["reward_weight"] if self.day <= self.p["reward_days"] else 0.0

    def step(self) -> None:
        self.begin_day()
        self.workers.do("visit")
        self.households.do("decide")
        self.households.do("tell")
        self.datacollector.collect(self)


class TunedModel(PlainModel):
    """The same by somebody who measured it."""

    def befriend(self, residents: list[Household], ties: int) -> None:
        self.unsigned = AgentSet(residents, random=self.random)
        for _ in range(ties):
            one, other = self.random.sample(residents, 2)
            one.acquaintances.append(other)
            other.acquaintances.append(one)

    def step(self) -> None:
        self.begin_day()
        self.workers.do("visit")
        self.unsigned.do("decide")
        for household in [h for h in self.unsigned if h.signing]:
            household.tell()
            self.unsigned.remove(household)
        self.datacollector.collect(self)


def run_plain(p: dict, seed: int, model_class: type[PlainModel] = PlainModel) -> list[int]:
    """Run the plain model; return how many have signed on each day."""
    model = model_class(p, seed=seed)
    for _ in range(p["last_day"]):
        model.step()
    return model.datacollector.model_vars["signed"]
