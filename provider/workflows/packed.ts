import { deflateSync, inflateSync } from 'node:zlib'

/**
 * A value as a job's output, for another job to read. An environment variable holds 128 KiB (FACT, Linux) and a runner
 * withholds an output in which it sees a secret: packed, a comment of 60,000 characters is short and looks like nothing.
 */
export function packed(value: unknown): string {
  return deflateSync(JSON.stringify(value)).toString('base64')
}

/** The value again; undefined where there was no output, for the job that makes it did not get that far. */
export function unpacked(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined
  return JSON.parse(inflateSync(Buffer.from(text, 'base64')).toString())
}
