import { mount } from 'svelte';
import Directory from './Directory.svelte';

const portal = await (await fetch('/portal/directory')).json();
mount(Directory, { target: document.getElementById('app'), props: portal });
