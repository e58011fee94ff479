import { describe, expect, test } from 'vitest';
import { blocksOf } from '../journeys/blocks.js';
import { start } from '../mock-server/command/launch.js';
import { onPath } from '../workspace/on-path.js';
import { moduleOf } from './bsl/module.js';
import { toJs } from './bsl/to-js.js';

const SOURCE = blocksOf(['mock-server/guides/1c.md'])
  .filter(({ language }) => language === 'bsl')
  .map(({ code }) => code)
  .join('\n');

function module(pushUrl: string) {
  const functions = moduleOf(SOURCE, pushUrl, ['ОтправитьПуш', 'РазбитьНаПачки', 'ТелефонБезФормата']);
  return (name: string, ...given: readonly unknown[]) => functions[name]?.(...given);
}

/** The module of a base that has a mock, and what the mock says. */
async function pushing(...flags: readonly string[]) {
  const { ready } = await start(['--port', '0', '--json', ...flags]);
  const call = module(ready.pushUrl.replace('{slug}', 'shop'));
  const ask = async (path: string) => (await fetch(`${ready.url}/_mock/integrations/shop/${path}`)).json();
  const send = (...userIds: readonly string[]) =>
    call('ОтправитьПуш', userIds, 'Заказ «№ 17» в пути', 'Ждите\nкурьера');
  return { call, ask, send };
}

describe.runIf(onPath('curl'))("the guide's module of 1C, translated", () => {
  test('pushes to the phone', async () => {
    const { ask, call, send } = await pushing('--strict');
    expect(send('79991234567')).toMatchObject({ Итог: 'Принят' });
    expect(call('ОтправитьПуш', ['79991234567'], 'Бонусы', 'Вам 300 бонусов', 'shop://bonus')).toMatchObject({
      Итог: 'Принят',
    });
    expect(await ask('inbox/79991234567')).toMatchObject({
      notifications: [
        { title: 'Заказ «№ 17» в пути', summary: 'Ждите\nкурьера' },
        { title: 'Бонусы', summary: 'Вам 300 бонусов', deeplink: 'shop://bonus' },
      ],
    });
  });

  test.each([
    ['70000000000', 'Отклонен', '200 {"success":false,"error":"Integration is unavailable"}'],
    ['70000000503', 'Неизвестно', expect.stringMatching(/^503 /)],
    ['70000000004', 'Неизвестно', '200 {"success":tru'],
    ['70000000003', 'Неизвестно', expect.stringMatching(/curl exits with/)],
    ['', 'Отклонен', expect.stringMatching(/^400 .*is not allowed to be empty/)],
  ])('says what became of a push to "%s": %s', async (userId, outcome, reason) => {
    const { send } = await pushing();
    expect(send(userId)).toMatchObject({ Итог: outcome, Причина: reason, ПовторитьЧерез: '' });
  });

  test('says when to come back', async () => {
    const { send } = await pushing('--rate-limit', '1/1m');
    send('79991234567');
    expect(send('79991234567')).toMatchObject({ Итог: 'Отклонен', ПовторитьЧерез: expect.stringMatching(/^\d+$/) });
  });
});

test('it pushes nowhere from a base without an address', () => {
  expect(module('')('ОтправитьПуш', ['79991234567'], 'Бонусы', 'Вам 300 бонусов')).toMatchObject({ Итог: 'Отклонен' });
});

test.each([0, 1, 1000, 1001, 2500])('it splits %i customers into requests', (count) => {
  const userIds = Array.from({ length: count }, (_, index) => String(index));
  const batches = module('')('РазбитьНаПачки', userIds) as string[][];
  expect(batches.flat()).toEqual(userIds);
  expect(batches.map(({ length }) => length)).toEqual([
    ...Array.from({ length: Math.floor(count / 1000) }, () => 1000),
    ...(count % 1000 > 0 ? [count % 1000] : []),
  ]);
});

test.each([79991234567, '79991234567', '+7 (999) 123-45-67', '8 999 123-45-67', '79\u00a0991\u00a0234\u00a0567'])(
  'it sends the phone %j without formatting',
  (phone) => {
    expect(module('')('ТелефонБезФормата', phone)).toBe('79991234567');
  },
);

test.each(['', '12345', '7999123456a', 'Иванов И. И.'])('it takes %j for no phone', (text) => {
  expect(() => module('')('ТелефонБезФормата', text)).toThrow(`Не телефон: ${text}`);
});

test.each([
  ['Функция А() Если 1 = 1 Тогда Возврат 1; КонецФункции', 'КонецФункции closes nothing'],
  ['Функция А() Возврат (1; КонецФункции', 'КонецФункции closes nothing'],
  ['Функция А() Возврат 1;', 'Функция is not closed'],
])('a block that is not closed is told: %s', (source, message) => {
  expect(() => toJs(source)).toThrow(message);
});
