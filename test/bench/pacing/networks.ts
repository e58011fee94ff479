/** The times of a request and of its answer. */
interface Trip {
  readonly thereMs: number;
  readonly backMs: number;
}

/** Draws the ways of one request. */
export interface Network {
  readonly name: string;
  trip(random: () => number): Trip;
}

const between = (fromMs: number, toMs: number, random: () => number) => fromMs + (toMs - fromMs) * random();

const near = (random: () => number) => between(30, 60, random);

/** A round trip of 60 to 120 ms. */
export const NEAR: Network = {
  name: 'round trip 60-120 ms',
  trip: (random) => ({ thereMs: near(random), backMs: near(random) }),
};

/** The answer comes back fast, which puts the next request as near to this one as it gets. */
export const SLOW_THERE: Network = {
  name: '0-2 s there',
  trip: (random) => ({ thereMs: between(0, 2000, random), backMs: near(random) }),
};

export const SLOW: Network = {
  name: '0-2 s each way',
  trip: (random) => ({ thereMs: between(0, 2000, random), backMs: between(0, 2000, random) }),
};

/** No bound that anybody would have put into a margin. */
export const SELDOM_LATE: Network = {
  name: '5 % come 5-20 s late',
  trip: (random) => ({
    thereMs: near(random) + (random() < 0.05 ? between(5_000, 20_000, random) : 0),
    backMs: near(random),
  }),
};

export const NETWORKS: readonly Network[] = [NEAR, SLOW_THERE, SLOW, SELDOM_LATE];
