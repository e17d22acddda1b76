/** What the page behind the link in reminders says. */
import type { Language } from '@mentor-slots/contract';

export interface UnsubscribeText {
  title: string;
  ask: string;
  off: string;
  isOff: string;
  on: string;
  isOn: string;
  unknown: string;
}

export const unsubscribeTexts: Record<Language, UnsubscribeText> = {
  en: {
    title: 'Reminders of sessions',
    ask: 'Shall we stop reminding you of your sessions by mail, and asking afterwards how they were? You still hear of bookings and changes.',
    off: 'Stop reminders',
    isOff:
      'You get no more reminders, and are not asked how sessions were. You still hear of bookings and changes.',
    on: 'Remind me again',
    isOn: 'You are reminded of your sessions again, and asked how they were.',
    unknown: 'This link is not valid any more.',
  },
  de: {
    title: 'Erinnerungen an Gespräche',
    ask: 'Sollen wir Sie nicht mehr per Mail an Ihre Gespräche erinnern und danach fragen, wie sie waren? Von Buchungen und Änderungen hören Sie weiterhin.',
    off: 'Nicht mehr erinnern',
    isOff:
      'Sie bekommen keine Erinnerungen mehr und werden nicht gefragt, wie es war. Von Buchungen und Änderungen hören Sie weiterhin.',
    on: 'Wieder erinnern',
    isOn: 'Sie werden wieder an Ihre Gespräche erinnert und danach gefragt, wie sie waren.',
    unknown: 'Dieser Link gilt nicht mehr.',
  },
  fr: {
    title: 'Rappels de rendez-vous',
    ask: 'Faut-il cesser de vous rappeler vos rendez-vous par e-mail et de vous demander ensuite comment ils se sont passés ? Vous serez toujours informé des réservations et des changements.',
    off: 'Arrêter les rappels',
    isOff:
      'Vous ne recevrez plus de rappels ni de questions sur vos rendez-vous. Vous serez toujours informé des réservations et des changements.',
    on: 'Me rappeler à nouveau',
    isOn: 'Vos rendez-vous vous seront de nouveau rappelés, et nous vous demanderons ensuite comment ils se sont passés.',
    unknown: 'Ce lien n’est plus valable.',
  },
  es: {
    title: 'Recordatorios de sesiones',
    ask: '¿Dejamos de recordarle sus sesiones por correo y de preguntarle después qué tal fueron? Seguirá recibiendo avisos de reservas y cambios.',
    off: 'Dejar de recordar',
    isOff:
      'Ya no recibirá recordatorios ni preguntas sobre sus sesiones. Seguirá recibiendo avisos de reservas y cambios.',
    on: 'Volver a recordarme',
    isOn: 'Volverá a recibir recordatorios de sus sesiones, y después le preguntaremos qué tal fueron.',
    unknown: 'Este enlace ya no es válido.',
  },
  pt: {
    title: 'Lembretes de sessões',
    ask: 'Devemos deixar de lhe lembrar as suas sessões por e-mail e de perguntar depois como foram? Continua a receber avisos de reservas e alterações.',
    off: 'Parar os lembretes',
    isOff:
      'Já não recebe lembretes nem perguntas sobre as sessões. Continua a receber avisos de reservas e alterações.',
    on: 'Voltar a lembrar-me',
    isOn: 'Volta a receber lembretes das suas sessões, e depois perguntamos como foram.',
    unknown: 'Esta ligação já não é válida.',
  },
  zh: {
    title: '辅导提醒',
    ask: '不再通过邮件提醒您的辅导、也不再询问辅导感觉如何吗？预约和变更仍会通知您。',
    off: '停止提醒',
    isOff: '您将不再收到提醒和询问。预约和变更仍会通知您。',
    on: '重新提醒我',
    isOn: '我们会重新提醒您的辅导，并在结束后询问感觉如何。',
    unknown: '此链接已失效。',
  },
  ar: {
    title: 'التذكير بالجلسات',
    ask: 'هل نتوقف عن تذكيرك بجلساتك عبر البريد، وعن سؤالك بعدها كيف كانت؟ ستظل تصلك أخبار الحجوزات والتغييرات.',
    off: 'إيقاف التذكير',
    isOff: 'لن تصلك بعد الآن رسائل تذكير ولا أسئلة عن الجلسات. ستظل تصلك أخبار الحجوزات والتغييرات.',
    on: 'ذكّرني من جديد',
    isOn: 'سنذكّرك بجلساتك من جديد، ونسألك بعدها كيف كانت.',
    unknown: 'لم يعد هذا الرابط صالحًا.',
  },
  he: {
    title: 'תזכורות לפגישות',
    ask: 'להפסיק להזכיר לך את הפגישות בדואר ולשאול אחריהן איך היה? עדיין יגיעו אליך הודעות על הזמנות ושינויים.',
    off: 'הפסקת תזכורות',
    isOff: 'לא יישלחו אליך עוד תזכורות ושאלות על הפגישות. עדיין יגיעו אליך הודעות על הזמנות ושינויים.',
    on: 'להזכיר לי שוב',
    isOn: 'התזכורות לפגישות שלך חזרו לפעול, ואחריהן נשאל איך היה.',
    unknown: 'הקישור הזה אינו תקף עוד.',
  },
};
