/** The texts of a push, with blanks such as `{order}`. */
export interface Template {
  readonly title: string;
  readonly summary: string;
  readonly deeplink?: string;
  /** Maximum number of recipients. @default 1 */
  readonly recipients?: number;
}

/** The pushes of the shop. A word after a number blank fits every number that may be filled in. */
export const TEMPLATES: readonly Template[] = [
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
  { title: 'Снова в наличии', summary: 'Вы просили сообщить: {goods}', deeplink: 'slug://browse', recipients: 6 },
  {
    title: 'Скидка {percent} % для вас',
    summary: 'Только до воскресенья: {goods}',
    deeplink: 'slug://browse',
    recipients: 9,
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
