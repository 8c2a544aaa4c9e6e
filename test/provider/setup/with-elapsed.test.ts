import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { durationText, withElapsed } from '../../../provider/setup/with-elapsed.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What is said while something takes `ms`. */
async function saidDuring(ms: number, onTerminal: boolean): Promise<string[]> {
  const said: string[] = []
  const work = (): Promise<string> => new Promise((done) => setTimeout(() => done('done'), ms))
  const result = withElapsed('Building', (text) => said.push(text), onTerminal, work)
  await vi.advanceTimersByTimeAsync(ms)
  expect(await result).toBe('done')
  await vi.advanceTimersByTimeAsync(120_000)
  return said
}

describe('withElapsed', () => {
  it('tells the time that went by every second on a terminal, and no more once it is done', async () => {
    expect(await saidDuring(2_500, true)).toEqual(['Building', 'Building: 1.0 s', 'Building: 2.0 s'])
  })

  it('tells it every minute elsewhere', async () => {
    expect(await saidDuring(125_000, false)).toEqual([
      'Building',
      'Building: 1 min 0 s',
      'Building: 2 min 0 s',
    ])
  })

  it('tells what is still being done', async () => {
    const left = new Set(['types', 'tests'])
    const said: string[] = []
    const result = withElapsed(
      () => `Running ${[...left].join(', ')}`,
      (text) => said.push(text),
      true,
      () => new Promise((done) => setTimeout(done, 2_500)),
    )
    left.delete('types')
    await vi.advanceTimersByTimeAsync(2_500)
    await result
    expect(said).toEqual(['Running types, tests', 'Running tests: 1.0 s', 'Running tests: 2.0 s'])
  })

  it('stops telling it when the work throws', async () => {
    const said: string[] = []
    const result = withElapsed(
      'Building',
      (text) => said.push(text),
      true,
      () => Promise.reject(new Error('broke')),
    )
    await expect(result).rejects.toThrow('broke')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(said).toEqual(['Building'])
  })
})

describe('durationText', () => {
  it.each([
    [0, '0.0 s'],
    [9_940, '9.9 s'],
    [12_400, '12 s'],
    [59_600, '1 min 0 s'],
    [246_717, '4 min 7 s'],
  ])('of %d ms is "%s"', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })
})
