/* The reduced rules (models/reduced) in C, with the same luck: results are equal, not only alike.
 *
 * Written the way one writes C: structs, flat lists, no allocation inside a run. Compile with
 * -O3 -march=native (Numba too compiles for the processor at hand) and -ffp-contract=off, so that
 * no multiplication is fused with an addition: the bits must agree.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define SIXTH 0.16666 /* a little less */
#define ROW_MASK ((1 << 24) - 1)

typedef struct {
    double offer, offer_spread, party_weight, trust_weight, obstacle_weight, peers_weight;
    double reward_weight, trust_per_visit, solved_per_visit, mean_ties, member_share, obstacle_share;
    int64_t households, workers, last_day, reward_days, visits;
} Rules;

typedef struct { /* numbers of the purposes, as sim.engine.luck hashes their names */
    uint64_t offer, trust, member, obstacle, pair, signs, solves;
} Purposes;

typedef struct {
    double leaning, pull, trust;
    int64_t place; /* propensity and, to break ties, the row */
    int32_t near;
    uint8_t obstacle, is_signed;
} Home;

typedef struct {
    int64_t first, clients;
} Worker;

typedef struct {
    Home *home;
    Worker *worker;
    int32_t *list, *visited, *signing, *pair, *tie;
    int64_t *start, *call;
    uint64_t key;
    int64_t visitees, signers, is_signed, burdened, visits;
} Town;

static inline uint64_t mix(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static inline double chance(uint64_t key, uint64_t why, int64_t who, int64_t day) {
    uint64_t count = (why ^ ((uint64_t)who << 16)) + (uint64_t)(day + 32768);
    uint64_t inner = mix(count * 0x9E3779B97F4A7C15u + 0xD1B54A32D192ED03u);
    return ((double)(mix(inner ^ key) >> 12) + 0.5) * (1.0 / 4503599627370496.0);
}

static double weigh(const Home *home) {
    return home->leaning + home->pull * (double)home->near;
}

static int64_t rank(double v, int64_t household) {
    return (int64_t)(v * 1048576.0) * (1 << 24) + ROW_MASK - household;
}

static void settle(Town *town, const Rules *p, const Purposes *why) {
    for (int64_t i = 0; i < p->households; i++) {
        Home *home = &town->home[i];
        int member = chance(town->key, why->member, i, 0) < p->member_share;
        double spread = p->offer_spread * (2.0 * chance(town->key, why->offer, i, 0) - 1.0);
        home->trust = chance(town->key, why->trust, i, 0);
        home->obstacle = chance(town->key, why->obstacle, i, 0) < p->obstacle_share;
        home->leaning = p->offer + spread + (member ? p->party_weight : 0.0);
        home->leaning += p->trust_weight * home->trust - p->obstacle_weight * (double)home->obstacle;
        home->pull = 0.0;
        town->start[i] = 0;
        home->near = 0;
        home->is_signed = 0;
        home->place = rank(weigh(home), i);
        town->burdened += home->obstacle;
    }
    int64_t width = (p->households - 1) / p->workers + 1;
    for (int64_t w = 0; w < p->workers; w++) {
        int64_t first = w * width < p->households ? w * width : p->households;
        int64_t last = first + width < p->households ? first + width : p->households;
        town->worker[w] = (Worker){first, last - first};
        for (int64_t i = first; i < last; i++)
            town->list[i] = (int32_t)i;
    }
}

static void befriend(Town *town, const Rules *p, const Purposes *why, int64_t ties) {
    double n = (double)p->households;
    for (int64_t t = 0; t < ties; t++) {
        double place = chance(town->key, why->pair, t, 0) * n;
        int64_t one = (int64_t)place;
        int64_t other = one + 1 + (int64_t)((place - (double)one) * (n - 1.0));
        if (other >= p->households)
            other -= p->households;
        town->pair[2 * t] = (int32_t)one;
        town->pair[2 * t + 1] = (int32_t)other;
        town->start[one]++;
        town->start[other]++;
    }
    int64_t start = 0;
    for (int64_t i = 0; i < p->households; i++) {
        int64_t known = town->start[i];
        town->home[i].pull = p->peers_weight / (double)(known > 1 ? known : 1);
        town->start[i] = start += known;
    }
    town->start[p->households] = start;
    for (int64_t t = 0; t < ties; t++) {
        int32_t one = town->pair[2 * t], other = town->pair[2 * t + 1];
        town->tie[--town->start[one]] = other;
        town->tie[--town->start[other]] = one;
    }
}

static void work(Town *town, Worker *worker, const Rules *p) {
    int64_t kept = 0;
    int32_t *list = town->list + worker->first;
    for (int64_t k = 0; k < p->visits; k++)
        town->call[k] = INT64_MIN;
    for (int64_t c = 0; c < worker->clients; c++) {
        int32_t household = list[c];
        list[kept] = household;
        kept += !town->home[household].is_signed;
        int64_t candidate = town->home[household].place;
        for (int64_t k = 0; k < p->visits; k++) {
            int64_t other = town->call[k];
            town->call[k] = candidate > other ? candidate : other;
            candidate = candidate > other ? other : candidate;
        }
    }
    worker->clients = kept;
    int64_t calls = p->visits < worker->clients ? p->visits : worker->clients;
    for (int64_t k = 0; k < calls; k++)
        town->visited[town->visitees++] = (int32_t)(ROW_MASK - (town->call[k] & ROW_MASK));
    town->visits += calls;
}

static int is_willing(double v, double u) {
    if (v < 0.0 && u * (2.0 - v * (1.0 - v * (0.5 - SIXTH * v))) >= 1.0)
        return 0;
    return u * (1.0 + exp(-v)) < 1.0;
}

static void listen(Town *town, int32_t i, const Rules *p, const Purposes *why, int64_t day) {
    Home *home = &town->home[i];
    double gain = p->trust_per_visit * (1.0 - home->trust);
    home->trust += gain;
    home->leaning += p->trust_weight * gain;
    if (home->obstacle && chance(town->key, why->solves, i, day) < p->solved_per_visit) {
        home->obstacle = 0;
        home->leaning += p->obstacle_weight;
        town->burdened--;
    }
}

static void decide(Town *town, int32_t i, const Rules *p, const Purposes *why, int64_t day) {
    Home *home = &town->home[i];
    double v = weigh(home);
    home->place = rank(v, i);
    if (day <= p->reward_days)
        v += p->reward_weight;
    if (is_willing(v, chance(town->key, why->signs, i, day)))
        town->signing[town->signers++] = i;
}

static void announce(Town *town, int32_t i) {
    town->home[i].is_signed = 1;
    town->home[i].place = INT64_MIN;
    for (int64_t t = town->start[i]; t < town->start[i + 1]; t++)
        town->home[town->tie[t]].near++;
}

static void run(Town *town, const Rules *p, const Purposes *why, int64_t ties, int64_t *days) {
    town->is_signed = town->burdened = town->visits = 0;
    settle(town, p, why);
    befriend(town, p, why, ties);
    for (int64_t day = 1; day <= p->last_day; day++) {
        town->visitees = town->signers = 0;
        for (int64_t w = 0; w < p->workers; w++)
            work(town, &town->worker[w], p);
        for (int64_t c = 0; c < town->visitees; c++)
            listen(town, town->visited[c], p, why, day);
        for (int64_t w = 0; w < p->workers; w++)
            for (int64_t c = 0; c < town->worker[w].clients; c++)
                decide(town, town->list[town->worker[w].first + c], p, why, day);
        for (int64_t c = 0; c < town->signers; c++)
            announce(town, town->signing[c]);
        town->is_signed += town->signers;
        *days++ = town->is_signed;
        *days++ = town->burdened;
        *days++ = town->visits;
    }
}

/* days: int64 [runs, last_day, 3] of signed, burdened, visits. Returns 0, or 1 for want of memory. */
int run_all(const Rules *p, const Purposes *why, const uint64_t *keys, int64_t runs, int64_t *days) {
    int64_t n = p->households, ties = (int64_t)(0.5 * p->mean_ties * (double)n);
    Town town = {
        .home = malloc((size_t)n * sizeof(Home)),
        .worker = malloc((size_t)p->workers * sizeof(Worker)),
        .list = malloc((size_t)n * sizeof(int32_t)),
        .visited = malloc((size_t)n * sizeof(int32_t)),
        .signing = malloc((size_t)n * sizeof(int32_t)),
        .call = malloc((size_t)(p->visits + 1) * sizeof(int64_t)),
        .pair = malloc((size_t)(ties + 1) * 2 * sizeof(int32_t)),
        .tie = malloc((size_t)(ties + 1) * 2 * sizeof(int32_t)),
        .start = malloc((size_t)(n + 1) * sizeof(int64_t)),
    };
    int full = !(town.home && town.worker && town.list && town.visited && town.signing && town.call && town.pair &&
                 town.tie && town.start);
    for (int64_t r = 0; !full && r < runs; r++) {
        town.key = keys[r];
        run(&town, p, why, ties, days + r * p->last_day * 3);
    }
    free(town.home), free(town.worker), free(town.list), free(town.visited);
    free(town.signing), free(town.call), free(town.pair), free(town.tie), free(town.start);
    return full;
}
