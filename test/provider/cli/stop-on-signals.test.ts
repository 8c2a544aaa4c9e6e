import { describe, expect, test } from 'vitest'
import { stopOnSignals } from '../../../provider/runs/wiring/stop-on-signals.ts'

const CODES = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const

/** A process that is not one: who listens, and with which codes it was ended. */
function fake() {
  const listeners = new Map<string, () => void>()
  const exits: number[] = []
  const said: string[] = []
  const stop = stopOnSignals((text) => said.push(text), {
    on: (signal, listener) => listeners.set(signal, listener),
    exit: (code) => exits.push(code),
  })
  const send = (signal: 'SIGINT' | 'SIGTERM') => listeners.get(signal)?.()
  return { stop, send, exits, said }
}

describe('stopOnSignals', () => {
  test.each(CODES)('ends the process at %s where nothing is written', (signal, code) => {
    const { stop, send, exits, said } = fake()
    send(signal)
    expect([stop.signal.aborted, exits, said.length]).toEqual([false, [code], 1])
  })

  test.each(CODES)('only asks at the first %s while something is written', async (signal, code) => {
    const { stop, send, exits } = fake()
    await stop.during(() => stop.during(async () => send(signal)))
    expect([stop.signal.reason, exits]).toEqual([code, []])
  })

  test('ends the process at the second signal, whichever it is', async () => {
    const { stop, send, exits, said } = fake()
    await stop.during(async () => {
      send('SIGINT')
      send('SIGTERM')
    })
    expect([stop.signal.reason, exits, said.length]).toEqual([130, [143], 2])
  })

  test('knows when the work is over, also after a failure', async () => {
    const { stop, send, exits } = fake()
    await expect(stop.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    send('SIGINT')
    expect([stop.signal.aborted, exits]).toEqual([false, [130]])
  })
})
