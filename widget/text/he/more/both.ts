import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, or follows their sessions in another calendar. */
export const texts = {
  zoneTitle: 'באיזה אזור זמן להציג את השעות?',
  zoneLabel: 'אזור זמן',
  zoneSearch: 'חיפוש עיר או אזור',
  zoneSuggested: 'הצעות',
  zoneAll: 'כל אזורי הזמן',
  zoneNone: 'אין אזור זמן בשם הזה. כדאי לנסות עיר גדולה יותר בסביבה.',
  zoneFound: { one: 'אזור זמן אחד', two: '{count} אזורי זמן', other: '{count} אזורי זמן' },
  zoneKeep: 'להישאר ב־{zone}',
  zoneTake: 'בחירת אזור הזמן',

  close: 'סגירה',
  addOpens: '{calendar} (נפתח בכרטיסייה חדשה)',
  feedWhat:
    'היומן שלך במקום אחר יציג את המפגשים ויעקוב אחריהם. העדכון עשוי להתעכב עד יממה: כל יומן קובע בעצמו מתי לבדוק.',
  feedSecret: 'כל מי שהכתובת בידו יכול לקרוא את המפגשים שלך. יש לשמור עליה כמו על סיסמה.',
  feedMake: 'יצירת כתובת',
  feedOnce: 'אפשר לבחור יומן או להעתיק את הכתובת. היא מוצגת רק הפעם.',
  address: 'כתובת',
  feedCopy: 'העתקה',
  feedCopied: 'הועתק.',
  feedSince: 'יש לך כתובת מאז {day}.',
  lastRead: 'קריאה אחרונה: {ago}.',
  notRead: 'טרם נקרא.',
  feedRenew: 'יצירת כתובת חדשה',
  feedRenewAsk: 'ליצור כתובת חדשה? הקודמת תפסיק לפעול, וליומנים שעוקבים אחריה יש לתת את החדשה.',
  feedStop: 'הפסקה',
  feedStopAsk: 'להפסיק? יומנים שעוקבים אחרי הכתובת לא יקבלו עוד את המפגשים שלך.',
  feedStopped: 'הופסק. הכתובת אינה פעילה עוד.',
  feedKeep: 'השארת הכתובת',
} satisfies Translated<'more', 'both'>;
