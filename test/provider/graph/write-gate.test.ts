import { describe, expect, test } from 'vitest'
import { withRetry } from '../../../provider/graph/retry.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import type { GraphRequest, Transport } from '../../../provider/graph/transport.ts'
import { RunOver, withWriteGate } from '../../../provider/graph/write-gate.ts'

const WRITE: GraphRequest = { method: 'POST', path: 'v26.0/act_1/assigned_users', params: {} }
const READ: GraphRequest = { method: 'GET', path: 'v26.0/act_1', params: {} }

describe('withWriteGate', () => {
  test('asks again before each attempt of a throttled write, and sends nothing once the run is over', async () => {
    let sent = 0
    let over = false
    const throttling: Transport = async ({ method, path }) => {
      sent += 1
      throw new GraphError({
        kind: 'throttled',
        code: 80004,
        subcode: undefined,
        status: 400,
        method,
        path,
        message: '',
      })
    }
    const sleep = async (): Promise<void> => void (over = sent === 2)
    const policy = { attempts: 4, firstWaitMs: 1, longestWaitMs: 60_000, random: () => 0, sleep }
    const patient = withRetry(
      withWriteGate(throttling, async () => !over),
      policy,
    )
    await expect(patient(WRITE)).rejects.toBeInstanceOf(RunOver)
    expect(sent).toBe(2)
  })

  test('sends reads whatever the run', async () => {
    const answer = { body: {}, status: 200, headers: new Headers() }
    const gated = withWriteGate(
      async () => answer,
      async () => false,
    )
    expect(await gated(READ)).toBe(answer)
    await expect(gated(WRITE)).rejects.toBeInstanceOf(RunOver)
  })
})
