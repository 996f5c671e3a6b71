import type { Dispatcher } from 'undici';
import { AddressNotAllowed } from './guarded-connector.ts';
import type { OutgoingAnswer } from './outgoing-requests.ts';

/** What went wrong, in the words of the network: code and message, no stack. */
const wordsOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0]);
  if (!(error instanceof Error)) return 'unknown error';
  return error.message === '' ? error.name : error.message;
};

/**
 * Sends one request and collects the answer. `dispatch` rather than `request`, because only its handler is told when the
 * first byte is about to leave: before that moment nothing was sent, after it the other side may have acted.
 */
export const sendRequest = (
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<OutgoingAnswer> =>
  new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null;
    let status = 0;
    let headers: Dispatcher.ResponseData['headers'] = {};
    let size = 0;
    let oversized = false;
    const chunks: Buffer[] = [];

    const settle = (answer: OutgoingAnswer): void => {
      signal.removeEventListener('abort', abort);
      resolve(answer);
    };
    const failed = (error: unknown): void => {
      const reason = wordsOf(error);
      if (oversized) settle({ outcome: 'answered', status, headers, body: null });
      else if (controller !== null) settle({ outcome: 'no-answer', reason });
      else if (error instanceof AddressNotAllowed) settle({ outcome: 'not-allowed', reason });
      else settle({ outcome: 'unreachable', reason });
    };
    const abort = (): void => {
      const error = new Error('超时 time is up');
      if (controller === null) failed(error);
      else controller.abort(error);
    };
    const stopAsOversized = (current: Dispatcher.DispatchController): void => {
      oversized = true;
      current.abort(new Error('the answer is larger than allowed'));
    };

    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    dispatcher.dispatch(options, {
      onRequestStart: (current) => {
        if (signal.aborted) current.abort(new Error('超时 time is up'));
        else controller = current;
      },
      onResponseStart: (current, statusCode, responseHeaders) => {
        if (statusCode < 200) return;
        status = statusCode;
        headers = responseHeaders;
        if (options.method !== 'HEAD' && Number(responseHeaders['content-length'] ?? 0) > maxBytes) {
          stopAsOversized(current);
        }
      },
      onResponseData: (current, chunk) => {
        size += chunk.length;
        if (size > maxBytes) stopAsOversized(current);
        else chunks.push(chunk);
      },
      onResponseEnd: () => {
        const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
        settle({ outcome: 'answered', status, headers, body });
      },
      onResponseError: (_current, error) => failed(error),
    });
  });
