/** Serves the built documentation at `/docs/`. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { isInside, realPath } from '../compiler/project';
import { DOCS_POLICY } from './policy';

const HTML = 'text/html; charset=utf-8';

/** Shown until the site is built; it asks again by itself. */
const WAITING = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2"><title>文档 · Documentation</title></head>
<body style="font: 16px/1.6 system-ui, sans-serif; margin: 15vh auto; max-width: 32em; padding: 0 16px">
<p role="status">文档正在生成，本页会自动刷新。</p>
<p role="status" lang="en">The documentation is being built; this page comes back by itself.</p>
</body></html>`;

/** The file of the site behind a path below `/docs/`, if there is one: `x`, `x.html` or `x/index.html`. */
function fileOf(dir: string, name: string): string | undefined {
  const root = realpathSync(dir);
  for (const tail of ['', '.html', '/index.html']) {
    const real = realPath(path.join(root, name + tail));
    if (real !== undefined && isInside(root, real) && statSync(real).isFile()) return real;
  }
  return undefined;
}

/** @param dir the built site; while it has no index.html, a page says so */
export function addDocsSite(server: FastifyInstance, dir: string): void {
  server.get('/docs', async (_request, reply) => reply.redirect('/docs/'));
  server.get<{ Params: { '*': string } }>('/docs/*', async (request, reply) => {
    void reply.header('content-security-policy', DOCS_POLICY);
    if (!existsSync(path.join(dir, 'index.html'))) return reply.code(503).type(HTML).send(WAITING);
    const name = request.params['*'];
    const file = name.includes('\0') ? undefined : fileOf(dir, name === '' ? 'index' : name);
    const shown = file ?? fileOf(dir, '404');
    if (file === undefined) void reply.code(404);
    if (shown === undefined) return reply.type('text/plain; charset=utf-8').send('not found');
    return reply.sendFile(path.basename(shown), path.dirname(shown));
  });
}
