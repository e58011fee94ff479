/** A request, as a model of one integration knows it. */
interface ModelRequest {
  readonly userIds: readonly string[];
  readonly title: string;
  readonly accepted: boolean;
}

/** What every report on an integration must say: counted by hand, from requests and from nothing else. */
export class AgreementModel {
  readonly #journalMax: number;
  #all: ModelRequest[] = [];
  #sinceClear: ModelRequest[] = [];

  constructor(journalMax: number) {
    this.#journalMax = journalMax;
  }

  receive(request: ModelRequest): void {
    this.#all.push(request);
    this.#sinceClear.push(request);
  }

  clear(): void {
    this.#sinceClear = [];
  }

  delete(): void {
    this.#all = [];
    this.clear();
  }

  get counters(): { readonly requests: number; readonly accepted: number } {
    return { requests: this.#all.length, accepted: acceptedOf(this.#all).length };
  }

  get ledger(): object {
    const counts = [...this.#deliveries()].map(([pair, times]) => [pair, times] as const);
    return {
      once: counts.filter(([, times]) => times === 1).length,
      duplicated: counts.filter(([, times]) => times > 1).toSorted(),
      requests: this.#sinceClear.length,
      acceptedRequests: this.accepted,
      forgotten: 0,
    };
  }

  /** Pushes accepted since the journal was cleared. */
  get accepted(): number {
    return acceptedOf(this.#sinceClear).length;
  }

  /** The requests that the journal keeps. */
  get kept(): readonly ModelRequest[] {
    return this.#sinceClear.slice(-this.#journalMax);
  }

  get evicted(): number {
    return this.#sinceClear.length - this.kept.length;
  }

  inbox(userId: string): readonly { readonly title: string; readonly duplicate: boolean }[] {
    const titles = acceptedOf(this.#sinceClear).flatMap(({ userIds, title }) =>
      userIds.filter((id) => id === userId).map(() => title),
    );
    return titles.map((title, index) => ({ title, duplicate: titles.indexOf(title) < index }));
  }

  #deliveries(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { userIds, title } of acceptedOf(this.#sinceClear))
      for (const id of userIds) counts.set(`${title}/${id}`, (counts.get(`${title}/${id}`) ?? 0) + 1);
    return counts;
  }
}

function acceptedOf(requests: readonly ModelRequest[]): readonly ModelRequest[] {
  return requests.filter(({ accepted }) => accepted);
}
