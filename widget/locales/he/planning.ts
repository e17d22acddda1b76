import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself, in Hebrew. */
export const texts = {
  copyTitle: 'העתקת מפגשים',
  copyWhat: 'מה להעתיק',
  copyDay: {
    one: 'היום, {when} (מפגש אחד)',
    two: 'היום, {when} (שני מפגשים)',
    other: 'היום, {when} ({count} מפגשים)',
  },
  copyWeek: {
    one: 'השבוע, {when} (מפגש אחד)',
    two: 'השבוע, {when} (שני מפגשים)',
    other: 'השבוע, {when} ({count} מפגשים)',
  },
  copyToDays: 'לאילו ימים?',
  copyToWeeks: 'לאילו שבועות?',
  copyOtherDay: 'יום אחר',
  copyOtherWeek: 'שבוע אחר: כל יום בו',
  copyTake: 'הוספה',
  copyNow: 'העתקה',
  copySessions: {
    one: 'העתקת מפגש אחד',
    two: 'העתקת שני מפגשים',
    other: 'העתקת {count} מפגשים',
  },
  copyRest: 'העתקת השאר',
  copying: 'בהעתקה…',
  copyNowhere: 'יש לסמן לפחות אחד.',
  copyClashes: {
    one: 'דבר לא הועתק: אחד מהם חופף למפגש שלך. אפשר להשמיט אותו:',
    two: 'דבר לא הועתק: שניים מהם חופפים למפגשים שלך. אפשר להשמיט אותם:',
    other: 'דבר לא הועתק: {count} מהם חופפים למפגשים שלך. אפשר להשמיט אותם:',
  },
  saidCopied: { one: 'הועתק מפגש אחד.', two: 'הועתקו שני מפגשים.', other: 'הועתקו {count} מפגשים.' },
  saidSkipped: {
    one: 'מפגש אחד הושמט מפני שהוא חופף לאחר.',
    two: 'שני מפגשים הושמטו מפני שהם חופפים לאחרים.',
    other: '{count} מפגשים הושמטו מפני שהם חופפים לאחרים.',
  },
  nothing_to_copy: 'אין מה להעתיק.',
  too_many_slots: 'אלה יותר מ־500 מפגשים בבת אחת. יש לבחור פחות תאריכים.',

  quickTitle: 'הוספת מועד: {date}',
  quickTitleMany: {
    one: 'הוספת מועד ביום אחד',
    two: 'הוספת מועד ביומיים',
    other: 'הוספת מועד ב־{count} ימים',
  },
  quickZone: 'השעות לפי אזור הזמן שלך, {zone}.',
  quickDays: 'בימים אלה',
  quickMore: 'אפשרויות נוספות…',
  quickPicked: {
    one: 'נבחר יום אחד, {first}. הקשה על Enter מוסיפה מועד.',
    two: 'נבחרו יומיים, {first} ו{last}. הקשה על Enter מוסיפה מועד בכל אחד מהם.',
    other: 'נבחרו {count} ימים, {first} עד {last}. הקשה על Enter מוסיפה מועד בכל אחד מהם.',
  },
} satisfies Messages;
