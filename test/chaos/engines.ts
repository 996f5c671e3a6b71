import { openAwsStore } from './world/aws-store.ts';
import { openEmbeddedStore } from './world/embedded-store.ts';
import type { OpenStore } from './world/store.ts';

/** Where a run keeps its data. */
export const STORES = { embedded: openEmbeddedStore, aws: openAwsStore } as const satisfies Record<
  string,
  OpenStore
>;
export type EngineName = keyof typeof STORES;

export const isEngineName = (text: string): text is EngineName => Object.hasOwn(STORES, text);
