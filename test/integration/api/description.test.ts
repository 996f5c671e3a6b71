import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { apiEndpoints } from '../../../lib/api/create-api.ts';
import type { Endpoint } from '../../../lib/api/endpoint.ts';
import { ChannelListAnswer } from '../../../lib/api/schemas/channel-list-answer.ts';
import { CopySheetAnswer } from '../../../lib/api/schemas/copy-sheet-answer.ts';
import { CountAnswer } from '../../../lib/api/schemas/count-answer.ts';
import { COUNT_EXAMPLE } from '../../../lib/api/schemas/count-example.ts';
import { HistoryHeadsAnswer } from '../../../lib/api/schemas/history-heads.ts';
import { ImportAnswer } from '../../../lib/api/schemas/import-answer.ts';
import { ItemAnswer, ItemDetailAnswer } from '../../../lib/api/schemas/item-answer.ts';
import { ItemListAnswer } from '../../../lib/api/schemas/item-list.ts';
import { FilingAnswer, ReturnAnswer, ReturnListAnswer } from '../../../lib/api/schemas/return-answer.ts';
import {
  inputsOrder,
  RETURN_INPUTS_EXAMPLE,
  ReturnInputsAnswer,
  ReturnInputsBody,
} from '../../../lib/api/schemas/return-inputs.ts';
import { SubmissionSchema } from '../../../lib/api/schemas/submission.ts';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { CreatedTokenAnswer, TokenListAnswer } from '../../../lib/api/schemas/token-schemas.ts';
import { UnreadableListAnswer } from '../../../lib/api/schemas/unreadable-list-answer.ts';
import { FORM_2014 } from '../../../lib/domain/form/form-2014.ts';
import { judgeInputs } from '../../../lib/domain/form/judge-inputs.ts';
import { apiUnderTest, description } from './api-under-test.ts';

describe('the description', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(
      (await description()).served as Record<string, unknown>,
    );
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('has every route of the app, and no other', async () => {
    const { app } = await apiUnderTest();
    const { calls } = await description();
    const routes = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(routes.length).toBeGreaterThan(20);
    expect(calls.toSorted()).toEqual(routes.toSorted());
  });

  it('names each call once, so that a client can be made of it', async () => {
    const { document } = await description();
    const names = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('says which calls need a token', async () => {
    const { paths, security, components } = (await description()).document;
    expect(security).toEqual([{ bearer: [] }]);
    expect(components.securitySchemes['bearer']).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(paths['/v1/items']?.['post']?.security).toBeUndefined();
    expect(paths['/']?.['get']?.security).toEqual([]);
  });

  it('marks parameters that may be left out', async () => {
    const { document } = await description();
    const parameters = document.paths['/v1/items']?.['get']?.parameters;
    expect(parameters?.map(({ name, required }) => [name, required])).toEqual(
      [
        'q',
        'channel',
        'state',
        'year',
        'quarter',
        'region',
        'overlap',
        'formRow',
        'figure',
        'cursor',
        'limit',
      ].map((name) => [name, false]),
    );
  });

  it('shows an item that its own schema takes, with nothing left to default', () => {
    expect(SubmissionSchema.parse(SUBMISSION_EXAMPLE)).toEqual(SUBMISSION_EXAMPLE);
  });

  it('shows inputs of a return that schema and form take', () => {
    const body = ReturnInputsBody.parse(RETURN_INPUTS_EXAMPLE);
    expect(body).toEqual(RETURN_INPUTS_EXAMPLE);
    expect(judgeInputs(FORM_2014, inputsOrder(body).inputs)).toEqual([]);
  });

  it('shows figures that its own schema takes', () => {
    expect(CountAnswer.parse(COUNT_EXAMPLE)).toEqual(COUNT_EXAMPLE);
  });
});

describe('an item with nothing but what is required', () => {
  it('becomes a submission with every default filled in', () => {
    const { title, body, issuer, author, review, approvals, channels } = SUBMISSION_EXAMPLE;
    const least = {
      title,
      body,
      issuer,
      formedOn: '2026-11-02T23:30:00Z',
      author,
      review,
      approvals,
      channels,
    };
    expect(SubmissionSchema.parse(least)).toEqual({
      ...least,
      formedOn: '2026-11-03',
      documentNumber: null,
      occurrence: null,
      unit: null,
      topic: null,
      genre: null,
      kind: 'document',
      origin: 'own',
      area: null,
      importance: 'ordinary',
      attachments: [],
      relations: [],
      consulted: [],
      columns: {},
      publishAt: null,
      acknowledge: [],
    });
  });
});

const HEADS = [null, 'portal'].map((channel) => ({
  itemId: 'a'.repeat(64),
  channel,
  head: 'b'.repeat(64),
}));

/** A schema drops what it does not know, so an answer that parses to itself holds nothing undescribed. */
describe('answers hold what is described and nothing else', () => {
  const least = { 'Content-Type': 'application/json' };
  it.each([
    { call: 'POST /v1/items', schema: ItemAnswer, body: JSON.stringify(SUBMISSION_EXAMPLE) },
    { call: 'GET /v1/items', schema: ItemListAnswer },
    { call: 'GET /v1/items/1', schema: ItemDetailAnswer },
    { call: 'GET /v1/items/1/deliveries/municipal/copy', schema: CopySheetAnswer },
    { call: 'GET /v1/counts/2017', schema: CountAnswer },
    { call: 'POST /v1/imports', schema: ImportAnswer, body: 'x', headers: { 'Content-Type': 'text/csv' } },
    { call: 'GET /v1/returns/2017', schema: ReturnListAnswer },
    { call: 'POST /v1/returns/2017', schema: ReturnAnswer },
    { call: 'POST /v1/returns/2017/filing', schema: FilingAnswer, body: JSON.stringify({ revision: 1 }) },
    { call: 'GET /v1/returns/2017/inputs', schema: ReturnInputsAnswer },
    { call: 'PUT /v1/returns/2017/inputs', schema: ReturnInputsAnswer, body: '{}' },
    { call: 'POST /v1/history-heads', schema: HistoryHeadsAnswer, body: JSON.stringify({ heads: HEADS }) },
    { call: 'GET /v1/channels', schema: ChannelListAnswer },
    { call: 'GET /v1/tokens', schema: TokenListAnswer },
    { call: 'POST /v1/tokens', schema: CreatedTokenAnswer, body: '{"name":"a","roles":["auditor"]}' },
    { call: 'GET /v1/unreadable', schema: UnreadableListAnswer },
  ])('$call', async ({ call, schema, body, headers = least }) => {
    const [method = '', path = ''] = call.split(' ');
    const answer = await (await apiUnderTest()).call(path, {
      method,
      ...(body !== undefined && { body, headers }),
    });
    const json = await answer.json();
    expect(schema.parse(json)).toEqual(json);
  });
});

it('every endpoint is described with the statuses of its refusals', async () => {
  const endpoints: readonly Endpoint[] = apiEndpoints({
    useCases: {},
    limits: {},
    sites: [],
    practice: [],
  } as never);
  const needing = (status: number) =>
    endpoints.filter(({ route }) => status in route.responses).map(({ access }) => access);
  expect(needing(401)).not.toContain('open');
  expect(needing(500).length).toBe(endpoints.length);
});
