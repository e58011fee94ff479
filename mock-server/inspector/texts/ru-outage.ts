import type { Texts } from './en.js';
import { russianCount as count } from './plural.js';

/** After «из». */
const ofRequests = count('{n} запроса', '{n} запросов');

export const outage: Texts['outage'] = {
  title: 'Имитация сбоев',
  noRequests: 'Запросов пока нет. Настройки подействуют с первого запроса.',

  available: 'Интеграция доступна',
  unavailableHint: 'Если выключить, на каждый пуш придёт ответ «Integration is unavailable».',

  scenario: {
    title: 'Сценарий сбоев',
    label: 'Сценарий',
    start: 'Запустить сценарий',
    stop: 'Остановить сценарий',
    running: 'Выполняется сценарий',
    unnamed: 'без названия',
    phaseNames: {
      up: 'работает',
      down: 'не работает',
      'let in': 'пропускает',
      storm: 'шквал 429',
      maintenance: 'технические работы',
      'all is well': 'сбоев нет',
      'answers are lost': 'ответы теряются',
      recovered: 'работа восстановлена',
    },
    phase: (number, of) => `фаза ${number} из ${of}`,
    over: 'все фазы завершены, сбоев больше нет',
    requests: count('{n} запрос', '{n} запроса', '{n} запросов'),
    requestsOf: (n, of) => `${n} из ${ofRequests(of)}`,
    remaining: (duration) => `осталось ${duration}`,
    rounds: count('завершён {n} цикл', 'завершено {n} цикла', 'завершено {n} циклов'),
    explanations: {
      healthy: 'Без сбоев.',
      unavailable: 'На каждый пуш приходит ответ «Integration is unavailable».',
      brownout: 'Каждый пятый запрос получает страницу с 503, остальные ответы медленные: медиана 1,5 секунды.',
      flapping: 'Три запроса проходят, следующие два получают страницу с 502, и так по кругу.',
      'total-outage': 'Каждое соединение сбрасывается, ничего не доставляется.',
      'rate-limit-storm': 'Один запрос проходит, следующие три получают 429, и так по кругу.',
      'lost-responses': 'Каждый третий пуш доставляется, но соединение сбрасывается до ответа.',
      slow: 'Каждый ответ занимает от 2 до 8 секунд.',
      maintenance: 'Две минуты — страница с 503 и Retry-After, затем без сбоев.',
    },
  },

  form: {
    title: 'Отдельные сбои',
    fault: 'Сбой',
    when: 'Для каких запросов',
    accepted: 'Доставить пуш, несмотря на сбой',
    acceptedHint:
      'Отправитель увидит ошибку, хотя пуш доставлен. Если повторить отправку вслепую, клиент получит пуш дважды.',
    add: 'Добавить сбой',
    emptyNone: 'пусто — без заголовка',
    emptySixty: 'пусто — 60',
    emptyUnlimited: 'пусто — без ограничений',
    fields: {
      status: 'Статус HTTP',
      retryAfter: 'Retry-After, секунды',
      body: 'Тело',
      shape: 'Задержка',
      ms: 'Задержка, мс',
      minMs: 'Минимальная задержка, мс',
      maxMs: 'Максимальная задержка, мс',
      medianMs: 'Медиана задержки, мс',
      sigma: 'Разброс (сигма), от 0 до 5',
      intervalMs: 'Интервал между байтами, мс',
      location: 'Location: абсолютный URL или путь',
      n: 'Значение n',
      probability: 'Вероятность, от 0 до 1',
      times: 'Сколько раз сработает',
    },
    shapes: {
      fixed: 'постоянная',
      uniform: 'случайная между двумя границами',
      'log-normal': 'логнормальная: обычно короткая, иногда долгая',
    },
    choices: {
      always: 'ближайшие запросы',
      first: 'первые n запросов',
      nth: 'только n-й запрос',
      every: 'каждый n-й запрос',
      probability: 'случайные запросы',
    },
  },

  bodies: { json: 'JSON', html: 'HTML-страница', empty: 'пустое тело' },

  types: {
    unavailable: { name: 'Integration is unavailable', explanation: 'Статус 200, но пуш не принят.' },
    status: { name: 'Статус HTTP', explanation: 'Ответ с заданными статусом, телом и Retry-After.' },
    'rate-limited': { name: 'Превышен лимит', explanation: 'Ответ 429, как при исчерпанном лимите.' },
    latency: { name: 'Задержка', explanation: 'Обычный ответ, но с задержкой.' },
    hang: { name: 'Нет ответа', explanation: 'Соединение остаётся открытым, ответа нет.' },
    reset: { name: 'Сброс соединения', explanation: 'Соединение сбрасывается (RST) до ответа.' },
    'empty-reply': { name: 'Пустой ответ', explanation: 'Соединение закрывается, не передав ни байта.' },
    'truncated-body': { name: 'Обрезанное тело', explanation: 'Тело короче, чем указано в Content-Length.' },
    'malformed-json': { name: 'Некорректный JSON', explanation: 'Тело объявлено как JSON, но не разбирается.' },
    garbage: { name: 'Не HTTP', explanation: 'Вместо ответа HTTP приходят произвольные байты.' },
    'slow-body': { name: 'Медленное тело', explanation: 'Заголовки приходят сразу, тело — по одному байту.' },
    'wrong-content-type': {
      name: 'HTML вместо JSON',
      explanation: 'Статус 200 и веб-страница, как на портале авторизации.',
    },
    'stale-connection': {
      name: 'Устаревшее соединение',
      explanation: 'Обычный ответ, после которого keep-alive-соединение закрывается без предупреждения.',
    },
    redirect: { name: 'Перенаправление', explanation: 'Запрос перенаправляется со статусом 302.' },
    'extra-keys': { name: 'Лишние ключи', explanation: 'Обычный ответ с ключами, которых нет в документации.' },
    'gzip-body': { name: 'Тело в gzip', explanation: 'Обычный ответ, сжатый, если отправитель принимает gzip.' },
  },

  rule: {
    status: (status) => `Статус ${status}`,
    retryAfter: (value) => `Retry-After: ${value}`,
    logNormal: (median, sigma) => `медиана ${median}, сигма ${sigma}`,
    first: count('первый {n} запрос', 'первые {n} запроса', 'первые {n} запросов'),
    nth: (n) => `только ${n}-й запрос`,
    every: (n) => (n === 1 ? 'каждый запрос' : `каждый ${n}-й запрос`),
    probability: (percent) => `${percent} запросов`,
    userId: (id) => `для клиента ${id}`,
    window: (duration) => `в течение ${duration}`,
    times: count('не больше {n} раза', 'не больше {n} раз'),
    accepted: 'пуш доставляется',
  },

  rules: {
    title: 'Правила сбоев',
    none: 'нет',
    hits: count('{n} срабатывание', '{n} срабатывания', '{n} срабатываний'),
    exhausted: 'исчерпано',
    remove: 'Удалить',
    removeRule: (rule) => `Удалить: ${rule}`,
    removeAll: 'Удалить все правила',
  },

  clock: {
    title: 'Часы',
    hint: 'По часам интеграции отсчитываются задержки, фазы сценария и лимит запросов.',
    ahead: (duration) => `переведены вперёд на ${duration}`,
    notAdvanced: 'не переведены',
    advanceMinute: 'Вперёд на 1 мин',
    custom: 'Вперёд на другое время',
    seconds: 'Перевести вперёд, секунды',
    advance: 'Перевести',
  },

  reset: {
    open: 'Сбросить всё…',
    title: 'Сбросить весь мок?',
    consequences:
      'Все интеграции вернутся в состояние на момент запуска. Запросы, правила, сценарии, настройки и часы будут сброшены.',
    cancel: 'Отмена',
    confirm: 'Сбросить всё',
  },

  announcements: {
    available: 'Интеграция доступна.',
    unavailable: 'Интеграция недоступна.',
    faultAdded: (fault) => `Добавлен сбой для следующего запроса: ${fault}`,
    ruleAdded: (rule) => `Правило добавлено: ${rule}`,
    ruleRemoved: (rule) => `Правило удалено: ${rule}`,
    allRulesRemoved: 'Все правила удалены.',
    scenarioStarted: (name) => `Сценарий запущен: ${name}`,
    scenarioStopped: 'Сценарий остановлен.',
    clockAdvanced: (duration) => `Часы переведены вперёд на ${duration}.`,
    reset: 'Мок сброшен.',
  },
};
