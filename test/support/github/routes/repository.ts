import { invalid, NOT_FOUND, ok, textOf, type Answer, type Asked, type Route } from '../route.ts'
import { repositoryJson, statusJson, userJson } from '../shapes.ts'
import { tick, type Status } from '../world.ts'

const STATES = ['error', 'failure', 'pending', 'success']

export const REPOSITORY_ROUTES: readonly Route[] = [
  { method: 'GET', path: '', source: 'rest/repos/repos', answer: ({ world }) => ok(repositoryJson(world)) },
  { method: 'POST', path: 'statuses/:sha', source: 'rest/commits/statuses', answer: createStatus },
  {
    method: 'GET',
    path: 'commits/:sha/statuses',
    source: 'rest/commits/statuses: in reverse chronological order',
    answer: ({ world, params }) => ({
      list: world.statuses
        .filter(({ sha }) => sha === params['sha'])
        .toReversed()
        .map(statusJson),
    }),
  },
  {
    method: 'GET',
    path: 'environments/:name',
    source: 'rest/deployments/environments',
    answer: ({ world, params }) => {
      const found = world.environments.find(({ name }) => name === params['name'])
      return found === undefined ? NOT_FOUND : ok(found)
    },
  },
  {
    method: 'GET',
    path: 'environments',
    source: 'rest/deployments/environments',
    answer: ({ world: { environments } }) => ok({ total_count: environments.length, environments }),
  },
  {
    method: 'GET',
    path: 'collaborators/:login/permission',
    source: 'rest/collaborators/collaborators',
    answer: ({ world, params: { login = '' } }) => {
      const permission = world.permissions.get(login) ?? 'write'
      return ok({ permission, role_name: permission, user: userJson({ login, type: 'User' }) })
    },
  },
  {
    method: 'GET',
    path: 'rulesets',
    source: 'rest/repos/rules',
    answer: ({ world }) => ({ list: world.rulesets }),
  },
  {
    method: 'GET',
    path: 'rulesets/:id',
    source: 'rest/repos/rules',
    answer: ({ world, params }) => {
      const found = world.rulesets.find(({ id }) => id === Number(params['id']))
      return found === undefined ? NOT_FOUND : ok(found)
    },
  },
]

function createStatus({ world, params, body, user }: Asked): Answer {
  const [state, description] = [textOf(body['state']), textOf(body['description'])]
  if (!STATES.includes(state)) return invalid('state', 'state is not included in the list')
  if (description.length > 140)
    return invalid('description', 'description is too long (maximum is 140 characters)')
  const status: Status = {
    sha: params['sha'] ?? '',
    context: textOf(body['context']) || 'default',
    state,
    description,
    target_url: textOf(body['target_url']) || null,
    creator: user,
    created_at: tick(world),
  }
  world.statuses.push(status)
  return ok(statusJson(status), 201)
}
