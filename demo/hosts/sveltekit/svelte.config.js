import adapter from '@sveltejs/adapter-node';

const slots = process.env.SLOTS_URL ?? 'https://slots.example.edu';

export default {
  kit: {
    adapter: adapter({ out: 'dist' }),
    csp: {
      // SvelteKit adds the hash or nonce of its own inline script.
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        // Of the line in which SvelteKit tells screen readers the new page.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'connect-src': ['self', slots, slots.replace(/^http/, 'ws')],
        'media-src': ['self', slots],
        'base-uri': ['none'],
        'form-action': ['none'],
      },
    },
  },
};
