import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const tags = ['alumni-slots', 'mentor-calendar'];

export default defineConfig({
  plugins: [
    vue({
      template: {
        compilerOptions: { isCustomElement: (tag) => tags.includes(tag) },
      },
    }),
  ],
});
