/** A push with blanks: `{order}` and such are filled in when it is sent. */
export interface Pattern {
  readonly title: string;
  readonly summary: string;
  readonly deeplink?: string;
  /** Most customers of one such push. Default 1. */
  readonly reach?: number;
}

/** What the shop sends, the frequent kinds more than once. Words behind a number fit every number that is drawn. */
export const PATTERNS: readonly Pattern[] = [
  { title: 'Заказ № {order} принят', summary: '{name}, мы уже собираем ваш заказ', deeplink: 'slug://order/{order}' },
  { title: 'Заказ № {order} собран', summary: 'Передаём его в доставку, {city}', deeplink: 'slug://order/{order}' },
  { title: 'Заказ № {order} в пути 🚚', summary: 'Приедет сегодня с {from} до {to}', deeplink: 'slug://order/{order}' },
  {
    title: 'Курьер уже рядом',
    summary: '{courier} привезёт заказ № {order} через {minutes} минут',
    deeplink: 'slug://order/{order}/courier',
  },
  {
    title: 'Заказ № {order} ждёт вас',
    summary: 'Пункт выдачи: {city}, {street}. Храним семь дней',
    deeplink: 'slug://order/{order}',
  },
  { title: 'Заказ № {order} доставлен', summary: '{name}, как вам покупка? Оставьте отзыв: {goods}' },
  {
    title: 'Оплата прошла',
    summary: 'Чек по заказу № {order} — в приложении',
    deeplink: 'slug://order/{order}/receipt',
  },
  { title: '+{points} бонусов', summary: '{name}, бонусы за заказ № {order} уже на счету', deeplink: 'slug://bonuses' },
  { title: 'Бонусы скоро сгорят', summary: '{name}, успейте потратить {points} бонусов', deeplink: 'slug://bonuses' },
  {
    title: 'С днём рождения, {name}! 🎂',
    summary: 'Дарим {points} бонусов — порадуйте себя сегодня',
    deeplink: 'slug://bonuses',
  },
  { title: 'Вы кое-что забыли', summary: 'В корзине остался товар: {goods}', deeplink: 'slug://cart' },
  { title: 'Снова в наличии', summary: 'Вы просили сообщить: {goods}', deeplink: 'slug://browse', reach: 6 },
  {
    title: 'Скидка {percent} % для вас',
    summary: 'Только до воскресенья: {goods}',
    deeplink: 'slug://browse',
    reach: 9,
  },
];

export const NAMES = ['Анна', 'Мария', 'Ольга', 'Екатерина', 'Дмитрий', 'Иван', 'Алексей', 'Наталья', 'Рустам', 'Алия'];
export const COURIERS = ['Сергей', 'Тимур', 'Павел', 'Азамат', 'Никита'];
export const CITIES = ['Москва', 'Казань', 'Екатеринбург', 'Новосибирск', 'Самара', 'Тула', 'Пермь', 'Краснодар'];
export const STREETS = ['ул. Ленина, 12', 'пр. Мира, 45', 'ул. Гагарина, 7', 'Садовая ул., 3', 'ул. Баумана, 28'];
export const GOODS = [
  'кроссовки беговые',
  'чайник электрический',
  'пуховик зимний',
  'наушники беспроводные',
  'кофе в зёрнах, 1 кг',
  'плед шерстяной',
  'конструктор «Космос»',
  'крем для рук',
  'рюкзак городской',
  'сковорода чугунная',
  'корм для кошек, 2 кг',
  'лампа настольная',
];
