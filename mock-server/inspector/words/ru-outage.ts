import { counted, type Forms } from './counted.js';
import type { Words } from './en.js';

const count = (forms: Forms & Readonly<Record<'one' | 'few' | 'many', string>>) => counted('ru', forms);

const REQUESTS = count({ one: '{n} запрос', few: '{n} запроса', many: '{n} запросов', other: '{n} запроса' });
/** After "из". */
const OF_REQUESTS = count({ one: '{n} запроса', few: '{n} запросов', many: '{n} запросов', other: '{n} запроса' });

export const outage: Words['outage'] = {
  title: 'Сломать',
  unknown: 'Сюда ещё не приходило ни одного запроса. Что вы зададите сейчас, подействует с первого.',

  available: 'Интеграция доступна',
  unavailableHint: 'Если выключить, на каждый пуш придёт ответ «Integration is unavailable».',

  scenario: {
    title: 'Сценарий сбоев',
    label: 'Сценарий',
    start: 'Запустить сценарий',
    stop: 'Остановить сценарий',
    running: 'Идёт сценарий',
    unnamed: 'без названия',
    phaseNames: {
      up: 'работает',
      down: 'не работает',
      'let in': 'пропускает',
      storm: 'шквал 429',
      maintenance: 'обслуживание',
      'all is well': 'всё хорошо',
      'answers are lost': 'ответы теряются',
      recovered: 'снова работает',
    },
    phase: (number, of) => `фаза ${number} из ${of}`,
    over: 'все фазы прошли, сбоев больше нет',
    requests: REQUESTS,
    requestsOf: (n, of) => `${n} из ${OF_REQUESTS(of)}`,
    remaining: (duration) => `осталось ${duration}`,
    rounds: count({
      one: 'пройден {n} круг',
      few: 'пройдено {n} круга',
      many: 'пройдено {n} кругов',
      other: 'пройдено {n} круга',
    }),
    explanations: {
      healthy: 'Никаких сбоев.',
      unavailable: 'На каждый пуш приходит ответ «Integration is unavailable».',
      brownout: 'Каждый пятый ответ — страница с 503, остальные медленные: в среднем полторы секунды.',
      flapping: 'Три запроса проходят, два следующих получают страницу с 502, и так по кругу.',
      'total-outage': 'Каждое соединение сбрасывается, ничего не доставляется.',
      'rate-limit-storm': 'Один запрос проходит, три следующих получают 429, и так по кругу.',
      'lost-responses': 'Каждый третий пуш доставлен, но ответ потерян: соединение сброшено.',
      slow: 'Каждый ответ идёт от 2 до 8 секунд.',
      maintenance: 'Две минуты приходит страница с 503 и Retry-After, потом всё в порядке.',
    },
  },

  form: {
    title: 'Отдельные сбои',
    fault: 'Сбой',
    which: 'Какие запросы',
    accepted: 'Пуш всё равно доставить',
    acceptedHint: 'Неясный отказ: кто повторит вслепую, покажет клиенту пуш дважды.',
    add: 'Добавить сбой',
    isNone: 'пусто — без него',
    isSixty: 'пусто — 60',
    isUnbounded: 'пусто — без ограничения',
    fields: {
      status: 'Статус HTTP',
      retryAfter: 'Retry-After, секунды',
      body: 'Тело',
      shape: 'Задержка',
      ms: 'Задержка, миллисекунды',
      minMs: 'Самая короткая задержка, миллисекунды',
      maxMs: 'Самая долгая задержка, миллисекунды',
      medianMs: 'Медиана задержки, миллисекунды',
      sigma: 'Разброс (сигма), от 0 до 5',
      intervalMs: 'Между двумя байтами, миллисекунды',
      location: 'Location: абсолютный URL или путь',
      n: 'n, запросов',
      probability: 'Вероятность, от 0 до 1',
      times: 'Не больше, раз',
    },
    shapes: {
      fixed: 'всегда одинаковая',
      uniform: 'любая между двумя границами',
      'log-normal': 'чаще короткая, изредка долгая',
    },
    choices: {
      always: 'ближайшие',
      first: 'первые n',
      nth: 'только n-й',
      every: 'каждый n-й',
      probability: 'некоторые, случайно',
    },
  },

  bodies: { json: 'JSON', html: 'HTML-страница', empty: 'пустое тело' },

  types: {
    unavailable: { name: 'Integration is unavailable', explanation: 'Статус 200, но пуш не принят.' },
    status: { name: 'Статус HTTP', explanation: 'Ответ с тем статусом, телом и Retry-After, какие вы зададите.' },
    'rate-limited': { name: 'Превышен лимит', explanation: 'Ответ 429, как если бы лимит был исчерпан.' },
    latency: { name: 'Задержка', explanation: 'Ответ обычный, но приходит поздно.' },
    hang: { name: 'Нет ответа', explanation: 'Соединение открыто, но ответа нет.' },
    reset: { name: 'Сброс соединения', explanation: 'Соединение обрывается (RST) до ответа.' },
    'empty-reply': { name: 'Пустой ответ', explanation: 'Соединение закрывается, не передав ни байта.' },
    'truncated-body': { name: 'Обрезанное тело', explanation: 'Тело кончается раньше, чем обещает Content-Length.' },
    'malformed-json': { name: 'Испорченный JSON', explanation: 'Тело названо JSON, но не разбирается.' },
    garbage: { name: 'Не HTTP', explanation: 'Приходят байты, которые не являются ответом HTTP.' },
    'slow-body': { name: 'Медленное тело', explanation: 'Заголовки приходят сразу, тело — по одному байту.' },
    'wrong-content-type': { name: 'HTML вместо JSON', explanation: 'Статус 200 и веб-страница, как от портала.' },
    'stale-connection': {
      name: 'Мёртвое соединение',
      explanation: 'Ответ обычный, но обещанное постоянное соединение после него закрывается.',
    },
    redirect: { name: 'Перенаправление', explanation: 'Запрос отсылают по другому адресу со статусом 302.' },
    'extra-keys': { name: 'Лишние ключи', explanation: 'Ответ обычный, но с ключами, которых нет в документации.' },
    'gzip-body': { name: 'Тело в gzip', explanation: 'Ответ обычный, но сжат, если отправитель принимает gzip.' },
  },

  rule: {
    status: (status) => `Статус ${status}`,
    retryAfter: (value) => `Retry-After: ${value}`,
    around: (median, sigma) => `около ${median}, сигма ${sigma}`,
    first: count({
      one: 'первый {n} запрос',
      few: 'первые {n} запроса',
      many: 'первые {n} запросов',
      other: 'первые {n} запроса',
    }),
    nth: (n) => `только ${n}-й запрос`,
    every: (n) => (n === 1 ? 'каждый запрос' : `каждый ${n}-й запрос`),
    probability: (percent) => `${percent} запросов`,
    userId: (id) => `для клиента ${id}`,
    window: (duration) => `в течение ${duration}`,
    times: count({
      one: 'не больше {n} раза',
      few: 'не больше {n} раз',
      many: 'не больше {n} раз',
      other: 'не больше {n} раза',
    }),
    accepted: 'пуш всё равно доставлен',
  },

  rules: {
    title: 'Действующие правила',
    none: 'нет',
    hits: count({
      one: '{n} срабатывание',
      few: '{n} срабатывания',
      many: '{n} срабатываний',
      other: '{n} срабатывания',
    }),
    spent: 'исчерпано',
    remove: 'Убрать',
    removeRule: (rule) => `Убрать: ${rule}`,
    removeAll: 'Убрать все правила',
  },

  clock: {
    title: 'Часы',
    hint: 'По часам этой интеграции идут задержки, фазы и лимит запросов.',
    advanced: (duration) => `впереди на ${duration}`,
    onTime: 'не переведены',
    minute: 'Вперёд на 1 мин',
    more: 'Вперёд на другое время',
    seconds: 'Перевести вперёд, секунды',
    advance: 'Перевести',
  },

  reset: {
    open: 'Сбросить всё…',
    title: 'Сбросить весь мок?',
    what: 'Все интеграции станут такими, как при запуске: запросы, правила, сценарии, настройки и часы пропадут.',
    cancel: 'Отмена',
    confirm: 'Сбросить всё',
  },

  said: {
    available: 'Интеграция доступна.',
    unavailable: 'Интеграция недоступна.',
    nextFails: (fault) => `Следующий ответ будет со сбоем: ${fault}`,
    added: (rule) => `Правило добавлено: ${rule}`,
    removed: (rule) => `Правило убрано: ${rule}`,
    removedAll: 'Все правила убраны.',
    started: (name) => `Сценарий запущен: ${name}`,
    stopped: 'Сценарий остановлен.',
    advanced: (duration) => `Часы переведены вперёд на ${duration}.`,
    reset: 'Всё сброшено.',
  },
};
