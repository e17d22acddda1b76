/** Certificates for servers of tests, made by openssl. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

export interface Certificate {
  /** PEM. */
  key: string;
  cert: string;
  /** The authority that signed it, PEM. */
  ca: string;
}

/** Makes an authority, and by it a certificate for the host. */
export function makeCertificate(host = 'localhost'): Certificate {
  const folder = temporaryFolder();
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const fresh = ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(...fresh, '-x509', '-days', '2', '-subj', '/CN=Test CA', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl(...fresh, '-subj', `/CN=${host}`, '-keyout', 'host.key', '-out', 'host.csr');
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}`);
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'host.csr', ...signing, '-out', 'host.pem');
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { key: read('host.key'), cert: read('host.pem'), ca: read('ca.pem') };
}
