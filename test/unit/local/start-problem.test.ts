import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parseEnvironment } from '../../../local/environment.ts';
import { startProblem } from '../../../local/start-problem.ts';

const thrownBy = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};

const listenError = (host: string): Promise<unknown> =>
  new Promise((resolve) => {
    createServer().once('error', resolve).listen(0, host);
  });

const systemError = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall });

describe('what whoever starts the server reads', () => {
  it('is the sentence of a trouble that was foreseen', () => {
    const error = thrownBy(() => parseEnvironment({ PORT: 'abc' }));

    expect(startProblem(error)).toMatch(/^环境变量有误.*PORT/s);
  });

  it('names HOST where this machine has no such address', async () => {
    expect(startProblem(await listenError('192.0.2.1'))).toMatch(/HOST/);
  });

  it.each([
    ['EADDRINUSE', 'listen', /端口已被占用.*PORT/],
    ['EACCES', 'listen', /没有权限使用该端口.*PORT/],
    ['ENOTFOUND', 'getaddrinfo', /HOST.*无法解析/],
  ])('says what to do about %s of %s', (code, syscall, sentence) => {
    expect(startProblem(systemError(code, syscall))).toMatch(sentence);
  });

  it.each([
    ['a fault of ours', new TypeError('x is undefined')],
    ['a file that may not be read', systemError('EACCES', 'open')],
    ['what is no error', 'text'],
  ])('is all there is to know of %s', (_name, error) => {
    expect(startProblem(error)).toBe(error);
  });
});
