import { counted, type Forms } from './counted.js';
import type { Words } from './en.js';

const count = (forms: Forms & Readonly<Record<'one' | 'few' | 'many', string>>) => counted('ru', forms);

export const fidelity: Words['fidelity'] = {
  title: 'Насколько мок достоверен',
  caption: 'Все особенности поведения мока и то, насколько они известны',
  loading: 'Спрашиваем сервер…',
  behaviour: 'Поведение',
  standing: 'Основание',
  source: 'Источник',
  switch: 'Чем меняется',
  noSwitch: 'ничем',
  filter: 'Отбор по основанию',
  all: 'все',
  text: 'Текст в таблице',
  shown: count({
    one: 'Показана {n} строка',
    few: 'Показаны {n} строки',
    many: 'Показано {n} строк',
    other: 'Показано {n} строки',
  }),
  nothing: 'Ничего не подошло.',
  standings: {
    documented: 'документация',
    library: 'библиотека',
    assumed: 'предположение',
    observed: 'наблюдение',
  },
  explanations: {
    documented: 'Так сказано на странице сервиса, или иначе её не понять.',
    library: 'На странице приведены тексты библиотеки, а эта библиотека ведёт себя именно так.',
    assumed: 'Вне сервиса этого не знает никто: мок выбрал одно из прочтений, и отправитель должен выдержать и другие.',
    observed: 'Так ответил настоящий сервер, когда его проверили.',
  },
};
