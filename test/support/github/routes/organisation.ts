import { NOT_FOUND, ok, type Route } from '../route.ts'
import { userJson } from '../shapes.ts'

/** What lies outside of the repository; paths are whole. */
export const ORGANISATION_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/:org/teams/:team/memberships/:login',
    source: 'rest/teams/members: Get team membership for a user; 404 for whoever is not a member',
    answer: ({ world, params: { org = '', team = '', login = '' } }) =>
      world.teams.get(`${org}/${team}`)?.includes(login) === true
        ? ok({ role: 'member', state: 'active' })
        : NOT_FOUND,
  },
  {
    method: 'GET',
    path: '/users/:login',
    source: 'rest/users/users: Get a user; `email` is the public one, or null',
    answer: ({ world, params: { login = '' } }) =>
      ok({ ...userJson({ login, type: 'User' }), email: world.emails.get(login) ?? null }),
  },
]
