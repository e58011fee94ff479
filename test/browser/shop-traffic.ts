import { Faker, ru } from '@faker-js/faker';
import type { PushRequest } from 'imshop-contracts';

/** Pushes of a Russian shop: order status, bonuses, abandoned cart. The same seed gives the same pushes. */
export class ShopTraffic {
  readonly #faker: Faker;
  readonly #customers: readonly string[];

  constructor(seed: number) {
    this.#faker = new Faker({ locale: ru, seed });
    this.#customers = this.#faker.helpers.multiple(() => `79${this.#faker.string.numeric(9)}`, { count: 40 });
  }

  push(): PushRequest {
    return this.#faker.helpers.arrayElement([
      () => this.#order(),
      () => this.#bonuses(),
      () => this.#abandonedCart(),
    ])();
  }

  #order(): PushRequest {
    const order = this.#faker.number.int({ min: 100_200, max: 100_999 });
    const summary = this.#faker.helpers.arrayElement([
      `Передали курьеру, он позвонит за час. К оплате ${this.#roubles()}`,
      `Ждёт вас на ул. ${this.#faker.person.lastName('male')}а, 12 до субботы. Код получения ${this.#faker.string.numeric(4)}`,
      'Собираем на складе, передадим в доставку сегодня вечером',
    ]);
    return {
      userIds: this.#pickCustomers(1, 1),
      message: { title: `Заказ № ${order} 📦`, summary },
      deeplink: `shop://orders/${order}`,
    };
  }

  #bonuses(): PushRequest {
    const bonuses = this.#faker.number.int({ min: 2, max: 40 }) * 25;
    return {
      userIds: this.#pickCustomers(3, 30),
      message: {
        title: `${bonuses} бонусов сгорят в воскресенье 🔥`,
        summary: `${this.#faker.person.firstName()}, оплатите ими до половины покупки: ${this.#product()} и ещё 240 товаров`,
      },
      deeplink: 'shop://bonuses',
    };
  }

  #abandonedCart(): PushRequest {
    return {
      userIds: this.#pickCustomers(1, 5),
      message: {
        title: 'Вы кое-что забыли 🛒',
        summary: `${this.#product()} всё ещё ждёт в корзине, ${this.#roubles()}`,
      },
      deeplink: 'shop://cart',
    };
  }

  #pickCustomers(min: number, max: number): string[] {
    return this.#faker.helpers.arrayElements([...this.#customers], { min, max });
  }

  #product(): string {
    return this.#faker.commerce.productName().toLowerCase();
  }

  #roubles(): string {
    return `${this.#faker.number.int({ min: 5, max: 190 }) * 100 - 10} ₽`;
  }
}
