import { type Finding, problem, sound, warning } from './finding.ts';

const LOOPBACK = /^(?:localhost|::1|127\.)/;

/** The program itself and where it listens. */
export const examineMachine = ({
  nodeVersion,
  host,
}: {
  readonly nodeVersion: string;
  readonly host: string;
}): readonly Finding[] => {
  const major = Number(nodeVersion.split('.')[0]);
  return [
    major >= 24
      ? sound('程序', `Node.js ${nodeVersion}`, `Node.js ${nodeVersion}`)
      : problem(
          '程序',
          `Node.js ${nodeVersion} 过旧，须为 24 或更高版本`,
          `Node.js ${nodeVersion} is too old; 24 or later is needed`,
        ),
    LOOPBACK.test(host)
      ? sound('网络', `只在本机监听（HOST=${host}）`, `listens on this machine only (HOST=${host})`)
      : warning(
          '网络',
          `HOST=${host}：其他机器也能访问，传输不加密。请只在前面有带 TLS 的反向代理时这样使用`,
          `HOST=${host}: open to other machines, unencrypted; only behind a reverse proxy with TLS`,
        ),
  ];
};
