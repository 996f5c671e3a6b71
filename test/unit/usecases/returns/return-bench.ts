import { text } from 'node:stream/consumers';
import type { ChannelDefinition } from '../../../../lib/configuration/channel-definition.ts';
import { Policies } from '../../../../lib/configuration/policies.ts';
import type { ReturnInputs } from '../../../../lib/domain/form/return-inputs.ts';
import { NO_INPUTS } from '../../../../lib/domain/form/return-inputs.ts';
import type { Clock } from '../../../../lib/ports/clock.ts';
import type { Engine } from '../../../../lib/ports/engine.ts';
import type { ReturnRecord } from '../../../../lib/ports/registers.ts';
import type { ReturnWorks } from '../../../../lib/ports/return-works.ts';
import { returnDocuments } from '../../../../lib/returns/return-documents.ts';
import { createBuildReturn } from '../../../../lib/usecases/build-return.ts';
import { createReturnBuilder } from '../../../../lib/usecases/create-return-builder.ts';
import { createFileReturn, type FilingOrder } from '../../../../lib/usecases/file-return.ts';
import { createListReturns } from '../../../../lib/usecases/list-returns.ts';
import { createPutReturnInputs } from '../../../../lib/usecases/put-return-inputs.ts';
import { createReadReturnFile } from '../../../../lib/usecases/read-return-file.ts';
import { createBringAbout } from '../../../../lib/usecases/returns/bring-about.ts';
import { createWorksInProcess } from '../../../../lib/usecases/returns/works-in-process.ts';

export interface ReturnBenchOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly definitions: ReadonlyMap<string, ChannelDefinition>;
  readonly policies?: Partial<Policies>;
  readonly signingKey?: string;
  readonly worksOf?: (works: ReturnWorks) => ReturnWorks;
  /** Milliseconds that callers wait; for ever unless told otherwise. */
  readonly patience?: number;
}

/** What the use cases of returns need, wired as the single machine wires them. */
export const openReturnBench = ({
  engine,
  clock,
  definitions,
  policies,
  signingKey,
  worksOf = (works) => works,
  patience = Number.POSITIVE_INFINITY,
}: ReturnBenchOptions) => {
  const { returns, objectStore } = engine;
  const carryOut = createReturnBuilder({
    engine,
    configuration: {
      channels: definitions,
      policies: { ...Policies.parse({}), ...policies },
      office: {
        name: '虚构市政务服务中心管理办公室',
        shortName: '中心管理办公室',
        site: { name: '虚构', domain: 'zwfw.example.cn', idCode: '0000000000' },
        guide: {
          address: '虚构市',
          telephone: '0000-0000000',
          fax: null,
          email: null,
          hours: '工作日',
          waysToApply: [],
          supervision: '虚构',
        },
      },
      calendar: { verifiedThrough: 2026, years: new Map() },
    },
    documents: returnDocuments,
    clock,
    secrets: { read: () => Promise.resolve(signingKey) },
  });
  const works = worksOf(createWorksInProcess({ carryOut, onTrouble: () => undefined }));
  const bringAbout = createBringAbout({
    returns,
    works,
    clock,
    patience,
    pause: (milliseconds) =>
      Number.isFinite(milliseconds)
        ? new Promise((resolve) => {
            setTimeout(resolve, Math.min(milliseconds, 5)).unref();
          })
        : new Promise(() => undefined),
  });
  const buildReturn = createBuildReturn({ bringAbout, clock });
  const fileReturn = createFileReturn({
    returns,
    bringAbout,
    publishReturn: () => Promise.reject(new Error('nobody publishes here')),
  });
  const readReturnFile = createReadReturnFile({ returns, objectStore });
  const putInputs = createPutReturnInputs({ returns, clock });

  return {
    carryOut,
    works,
    buildReturn,
    fileReturn,
    listReturns: createListReturns({ returns, works, clock }),
    build: async (year: number): Promise<ReturnRecord> => {
      const built = await buildReturn(year, 'token:operator');
      if (built.outcome !== 'built') throw new Error(JSON.stringify(built));
      return built.record;
    },
    file: (year: number, order: Partial<FilingOrder> & Pick<FilingOrder, 'revision'>) =>
      fileReturn(year, { acknowledge: [], reason: null, publish: null, ...order }, 'token:operator'),
    enter: async (year: number, inputs: Partial<ReturnInputs>): Promise<void> => {
      const put = await putInputs(
        year,
        { inputs: { ...NO_INPUTS, ...inputs }, ifVersion: null, reason: null },
        'token:operator',
      );
      if (put.outcome !== 'recorded') throw new Error(JSON.stringify(put));
    },
    read: async (year: number, revision: number, name: string): Promise<string> => {
      const file = await readReturnFile({ year, revision, name });
      if (file === undefined) throw new Error(`${year}/${revision}/${name} is not there`);
      return text(file.chunks);
    },
    data: async (year: number, revision: number) => {
      const file = await readReturnFile({ year, revision, name: 'data.json' });
      return JSON.parse(file === undefined ? 'null' : await text(file.chunks));
    },
  };
};
