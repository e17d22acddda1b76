import type { Translated } from '../../names.ts';

/** What both elements draw first. */
export const texts = {
  live: 'מעודכן',
  connecting: 'בהתחברות…',
  offline: 'אין חיבור. נכון ל: {ago}.',
  loading: 'המפגשים נטענים…',
  retry: 'ניסיון חוזר',
  actionLabel: '{action}: {when}',
  failed: 'לא ניתן היה לטעון את המפגשים.',
  reference: 'מספר פנייה: {id}',
  yourTime: 'לפי השעון שלך, {zone}',
  change: 'שינוי',
  changeZone: 'שינוי אזור הזמן',
  h12: 'מעבר לשעון 12 שעות',
  h23: 'מעבר לשעון 24 שעות',
  offlineFailure: 'אין גישה לשירות. יש לבדוק את החיבור ולנסות שוב.',
  timeoutFailure: 'השירות לא הגיב בזמן. יש לנסות שוב.',
  outdatedFailure: 'בינתיים בוצע עדכון. יש לטעון את הדף מחדש כדי להמשיך.',
  reload: 'טעינת הדף מחדש',
  serverFailure: 'משהו השתבש אצלנו. כדאי לנסות שוב בעוד רגע.',
  signedOutFailure: 'יש להתחבר תחילה.',
  tokenFailure: 'לא ניתן היה לבדוק כרגע את ההתחברות. כדאי לנסות שוב בעוד רגע.',
  tokenRefusedFailure: 'השירות אינו מקבל את ההתחברות. התקלה אינה אצלך: כדאי לעדכן את מפעילי הדף.',
  origin_not_allowed: 'השירות אינו מקבל את הדף הזה. התקלה אינה אצלך: כדאי לעדכן את מפעילי הדף.',
  rateLimitedFailure: 'נשלחו בקשות רבות מדי בבת אחת. יש להמתין רגע ולנסות שוב.',
  subscribe: 'הרשמה ביומן שלך',
} satisfies Translated<'first', 'both'>;
