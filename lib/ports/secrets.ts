/**
 * What channels sign with, by name; a value never stands in the configuration, the ledger or a log.
 * Asked before every call of a channel, so an implementation keeps what it fetched for a while, yet picks up a new value within minutes.
 */
export interface Secrets {
  /** The value; undefined where nothing is stored under that name. Anything thrown is an outage of the store itself. */
  read(name: string): Promise<string | undefined>;
}
