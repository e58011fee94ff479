import { counted, type Forms } from './counted.js';
import type { Words } from './en.js';
import { fidelity } from './ru-fidelity.js';
import { outage } from './ru-outage.js';

/** Russian needs a form for 1, for 2 to 4, for 5 and more, and for fractions. */
type RussianForms = Forms & { readonly one: string; readonly few: string; readonly many: string };
const count = (forms: RussianForms) => counted('ru', forms);
/** A number, or a text that is the same with every number. */
const uncounted = (text: string) => counted('ru', { other: text });
const digits = uncounted('{n}');

export const ru: Words = {
  language: 'Русский',
  locale: 'ru-RU',

  header: {
    title: 'Инспектор пушей',
    unofficial: 'Это мок: наружу ничего не уходит, ни один телефон не зазвонит.',
    preferences: 'Настройки',
    language: 'Язык',
    theme: 'Тема',
    themes: { auto: 'как в системе', light: 'светлая', dark: 'тёмная' },
    unmask: 'Показывать id полностью',
    connection: { connecting: 'Подключение', live: 'На связи', lost: 'Сервер не отвечает, пробуем снова' },
    dismiss: 'Закрыть',
  },

  views: { requests: 'Запросы', inbox: 'Входящие', fidelity: 'Достоверность' },

  integrations: {
    title: 'Интеграции',
    none: 'Запросов ещё не было.',
    howTo: 'Отправьте первый на',
    requests: count({ one: '{n} запрос', few: '{n} запроса', many: '{n} запросов', other: '{n} запроса' }),
    unavailable: 'недоступна',
  },

  outcomes: {
    pending: 'в работе',
    accepted: 'принят',
    unavailable: 'недоступна',
    'bad-request': 'ошибка в запросе',
    'rate-limited': 'превышен лимит',
    'method-not-allowed': 'не тот метод',
    'unsupported-media-type': 'не тот тип данных',
    'payload-too-large': 'слишком большой',
    faulted: 'сбой',
    'malformed-http': 'не HTTP',
    aborted: 'отправитель ушёл',
  },

  requests: {
    title: 'Запросы, новые сверху',
    customers: count({ one: '{n} клиент', few: '{n} клиента', many: '{n} клиентов', other: '{n} клиента' }),
    advisories: count({ one: '{n} замечание', few: '{n} замечания', many: '{n} замечаний', other: '{n} замечания' }),
    shown: count({
      one: 'Показан {n} запрос',
      few: 'Показано {n} запроса',
      many: 'Показано {n} запросов',
      other: 'Показано {n} запроса',
    }),
    evicted: count({
      one: '{n} более старый уже не хранится',
      few: '{n} более старых уже не хранятся',
      many: '{n} более старых уже не хранятся',
      other: '{n} более старых уже не хранятся',
    }),
    bodiesCut: count({
      one: '{n} запрос хранится не целиком: искомое может быть и в нём',
      few: '{n} запроса хранятся не целиком: искомое может быть и в них',
      many: '{n} запросов хранятся не целиком: искомое может быть и в них',
      other: '{n} запроса хранятся не целиком: искомое может быть и в них',
    }),
    nothing: 'Ничего не подошло.',
    noTitle: '(без заголовка)',
    fault: 'сбой',
    acceptedAnyway: 'всё же доставлен',
    clear: 'Очистить журнал',
    filter: 'Отбор',
    outcome: 'Исход',
    status: 'Статус',
    any: 'любой',
    noStatus: 'нет',
    userId: 'Id клиента',
    text: 'Текст',
    clearFilter: 'Сбросить отбор',
    newest: 'К новым',
  },

  detail: {
    title: 'Запрос',
    choose: 'Выберите запрос, чтобы увидеть его целиком.',
    follows: 'Самый новый, пока не выбран другой.',
    gone: 'В журнале этого запроса больше нет.',
    close: 'Закрыть',
    request: 'Что пришло',
    answer: 'Что отвечает сервис',
    noAnswer: 'Ответа не было.',
    headers: 'Заголовки',
    requestBody: 'Тело запроса',
    answerBody: 'Тело ответа',
    noBody: 'Тела нет.',
    bodyTruncated: 'Сохранено только начало тела.',
    receivedAt: 'Получен',
    duration: 'Ответ через',
    notBefore: 'Не повторять раньше',
    fault: 'Сбой',
    faultRule: 'правило',
    delivered: 'Пуш доставлен, что бы ни узнал отправитель.',
    advisories: 'Замечания',
    standing: 'Насколько это известно',
    standings: {
      documented: 'описано в документации',
      library: 'следует из библиотеки',
      assumed: 'предположение',
      observed: 'наблюдалось',
    },
    hint: 'Подсказка',
    copyCurl: 'Скопировать как curl',
    copyCurlHint: 'с id целиком',
    copied: 'Скопировано',
    copyFailed: 'Браузер не разрешает копировать; выделите команду ниже.',
    milliseconds: (n) => `${n} мс`,
  },

  phone: {
    title: 'Экран блокировки',
    systems: { ios: 'iOS', android: 'Android' },
    lockScreens: { ios: 'Экран блокировки iOS', android: 'Экран блокировки Android' },
    app: 'Магазин',
    now: 'сейчас',
    look: 'Телефоны',
    looks: { light: 'светлые', dark: 'тёмные' },
    expand: 'Развернуть уведомление',
    collapse: 'Свернуть уведомление',
    pushTitle: 'Заголовок',
    pushSummary: 'Текст',
    characters: count({ one: '{n} символ', few: '{n} символа', many: '{n} символов', other: '{n} символа' }),
    whole: 'на экране блокировки виден целиком',
    shown: count({
      one: 'на экране блокировки виден примерно {n}',
      few: 'на экране блокировки видно примерно {n}',
      many: 'на экране блокировки видно примерно {n}',
      other: 'на экране блокировки видно примерно {n}',
    }),
    cut: count({ one: 'обрезан {n}', few: 'обрезано {n}', many: 'обрезано {n}', other: 'обрезано {n}' }),
    opens: 'Открывает',
    opensApp: 'приложение, без диплинка',
  },

  inbox: {
    title: 'Входящие одного клиента',
    userId: 'Id клиента',
    userIdHint: 'так, как отправитель пишет его в userIds',
    show: 'Показать',
    choose: 'Введите id, чтобы увидеть, что показал бы телефон этого клиента.',
    phoneOf: 'Телефон клиента',
    notifications: count({
      one: '{n} уведомление',
      few: '{n} уведомления',
      many: '{n} уведомлений',
      other: '{n} уведомления',
    }),
    evicted: count({
      one: '{n} более старый запрос уже не хранится; что он доставил, здесь не видно',
      few: '{n} более старых запроса уже не хранятся; что они доставили, здесь не видно',
      many: '{n} более старых запросов уже не хранятся; что они доставили, здесь не видно',
      other: '{n} более старых запроса уже не хранятся; что они доставили, здесь не видно',
    }),
    bodiesCut: count({
      one: '{n} пуш хранится не целиком: дошёл ли он до этого клиента, неизвестно',
      few: '{n} пуша хранятся не целиком: дошли ли они до этого клиента, неизвестно',
      many: '{n} пушей хранятся не целиком: дошли ли они до этого клиента, неизвестно',
      other: '{n} пуша хранятся не целиком: дошли ли они до этого клиента, неизвестно',
    }),
    empty: 'До этого клиента ничего не дошло.',
    newestFirst: 'Уведомления, новые сверху',
    again: (time) => (time === 2 ? 'Тот же пуш во второй раз' : `Тот же пуш в ${time}-й раз`),
    deeplink: 'Открывает',
    toRequest: 'К запросу',
    more: count({
      one: 'Ещё {n} более старое не показано',
      few: 'Ещё {n} более старых не показаны',
      many: 'Ещё {n} более старых не показаны',
      other: 'Ещё {n} более старых не показаны',
    }),
    showMore: 'Показать ещё',
  },

  gauge: {
    title: 'Лимит запросов',
    none: 'Без лимита запросов',
    left: (remaining, limit, window) => `свободно ${digits(remaining)} из ${digits(limit)} за ${window}`,
    leftAtLeast: (remaining, limit, window) =>
      `свободно не меньше ${digits(remaining)} из ${digits(limit)} за ${window}`,
    mayCome: 'запрос можно слать сейчас',
    nextSlot: (wait) => `место освободится через ${wait}`,
    algorithms: {
      fixed: 'фиксированное окно',
      aligned: 'окно по часам',
      sliding: 'скользящее окно',
      bucket: 'ведро токенов',
    },
    window: (begin, end) => `Окно от ${begin} до ${end}`,
    noWindow: 'Окно не открыто',
    ago: (duration) => `−${duration}`,
    ahead: (duration) => `+${duration}`,
    now: 'сейчас',
  },

  timeline: {
    title: 'Запросы по времени',
    none: 'Запросов пока нет.',
    chart: (requests, from, to) => `${requests} с ${from} по ${to}`,
    requests: count({ one: '{n} запрос', few: '{n} запроса', many: '{n} запросов', other: '{n} запроса' }),
    groups: {
      accepted: count({ one: '{n} принят', few: '{n} принято', many: '{n} принято', other: '{n} принято' }),
      'rate-limited': uncounted('{n} сверх лимита'),
      refused: count({ one: '{n} отклонён', few: '{n} отклонено', many: '{n} отклонено', other: '{n} отклонено' }),
      unavailable: uncounted('{n} при недоступности'),
      broken: count({ one: '{n} прерван', few: '{n} прервано', many: '{n} прервано', other: '{n} прервано' }),
      pending: uncounted('{n} в работе'),
    },
    filter: 'Показать только их',
    legend: 'Исходы',
    table: 'Таблицей',
    from: 'С',
    outcomes: 'Запросы',
  },

  outage,

  fidelity,

  token: {
    title: 'Токен администратора',
    why: 'Этот сервер доступен с других машин и потому спрашивает, кто смотрит. Токен напечатан при запуске.',
    label: 'Токен',
    enter: 'Войти',
  },
};
