import { randomBytes } from 'node:crypto';
import { Container, type Wanted } from './container.js';
import { type Image, imageOf } from './image.js';

/** What somebody asked for that is not there, in the words and with the status of Docker's API. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Images and containers of one machine. */
export class Engine {
  readonly #images = new Map<string, Image>();
  readonly #containers = new Map<string, Container>();

  build(tag: string, dockerfile: string): void {
    this.#images.set(tag, imageOf(dockerfile));
  }

  image(tag: string): Image {
    const image = this.#images.get(tag);
    if (!image) throw new Refused(404, `No such image: ${tag}`);
    return image;
  }

  create(name: string | null, wanted: Wanted): Container {
    if (name !== null && this.containers().some((container) => container.name === name))
      throw new Refused(409, `Conflict. The container name "/${name}" is already in use`);
    const id = randomBytes(32).toString('hex');
    const container = new Container(id, name ?? id.slice(0, 12), this.image(wanted.Image), wanted);
    this.#containers.set(id, container);
    return container;
  }

  containers(): readonly Container[] {
    return [...this.#containers.values()];
  }

  container(idOrName: string): Container {
    const found = this.containers().find(({ id, name }) => id === idOrName || name === idOrName);
    if (!found) throw new Refused(404, `No such container: ${idOrName}`);
    return found;
  }

  async remove(idOrName: string): Promise<void> {
    const container = this.container(idOrName);
    await container.stop();
    this.#containers.delete(container.id);
  }

  async close(): Promise<void> {
    await Promise.all(this.containers().map((container) => container.stop()));
  }
}
