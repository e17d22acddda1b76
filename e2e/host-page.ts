/** A host's page: of another origin than the service, under a strict content security policy. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface HostPage {
  origin: string;
  /**
   * Sets what the next visitor gets: the body, the service that it may talk to, directives that replace those of its
   * policy, and the attributes of its script tag.
   */
  show(body: string, service: string, policy?: Record<string, string>, script?: string): void;
}

export async function startHostPage(): Promise<HostPage> {
  let body = '';
  let service = '';
  let tag = '';
  let changes: Record<string, string> = {};
  const server = createServer((_request, response) => {
    const socket = service.replace(/^http/, 'ws');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      Object.entries({
        'default-src': "'none'",
        'script-src': service,
        'style-src': "'self'",
        'media-src': service,
        'img-src': "'self' data:",
        'connect-src': `${service} ${socket}`,
        'require-trusted-types-for': "'script'",
        'trusted-types': 'lit-html',
        ...changes,
      })
        .map((directive) => directive.join(' '))
        .join('; '),
    );
    response.end(
      `<!doctype html><html lang="en-GB"><meta name="viewport" content="width=device-width"><title>Host</title>` +
        `<script ${tag}></script>${body}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show(newBody, newService, policy = {}, script = `type="module" src="${newService}/mentor-slots.js"`) {
      tag = script;
      body = newBody;
      changes = policy;
      service = newService;
    },
  };
}
