import { createApp } from 'vue';
import TheDirectory from './TheDirectory.vue';

const portal = await (await fetch('/portal/directory')).json();
createApp(TheDirectory, portal).mount('#app');
