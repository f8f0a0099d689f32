// What a house sets up in RT by hand before it connects us: a custom field for the CRM's ids, and accounts with tokens. REST 2 can
// grant no rights and make no tokens, so this is done in Perl, in one process.
import { runPerl, type Installation } from './installation';

export interface Accounts {
  /** Of an account that may see everything of users and tickets, and do what our actions do, without being RT's superuser. */
  token: string;
  /** Of an account that may see tickets, and of users no more than names and addresses. */
  narrowToken: string;
  /** Name of the users' custom field. */
  crmField: string;
}

const CRM_FIELD = 'CRM Id';
const TICKET_RIGHTS = ['SeeQueue', 'ShowTicket', 'ShowTicketComments'];
const USER_RIGHTS = ['AdminUsers', 'SeeGroup', 'SeeCustomField'];
/** Of what our actions need, what customers do not have. */
const ACTION_RIGHTS = ['CommentOnTicket', 'DeleteTicket'];
/** What customers do by mail: each of them writes under their own name. */
const CUSTOMER_RIGHTS = ['SeeQueue', 'CreateTicket', 'ReplyToTicket'];

const SCRIPT = String.raw`
use strict; use warnings; use RT -init; use JSON;
my $wanted = JSON::decode_json($ARGV[0]);
sub must { my ($ok, $message) = @_; die "$message\n" unless $ok; return $ok; }
my $field = RT::CustomField->new(RT->SystemUser);
must($field->Create(Name => $wanted->{field}, Type => 'FreeformSingle', LookupType => 'RT::User'));
must($field->AddToObject(RT::User->new(RT->SystemUser)));
my $all = RT::Group->new(RT->SystemUser);
must($all->LoadSystemInternalGroup('Everyone'));
must($all->PrincipalObj->GrantRight(Right => $_, Object => RT->System)) for @{ $wanted->{everyone} };
my %tokens;
for my $name (sort keys %{ $wanted->{accounts} }) {
  my $user = RT::User->new(RT->SystemUser);
  must($user->Create(Name => $name, Privileged => 1));
  must($user->PrincipalObj->GrantRight(Right => $_, Object => RT->System)) for @{ $wanted->{accounts}{$name} };
  my ($id, $message, $secret) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->id, Description => $name);
  must($id, $message);
  $tokens{$name} = $secret;
}
print JSON::encode_json(\%tokens);
`;

/** Must be called once, on a fresh database, while no server runs. */
export async function prepareAccounts(installation: Installation): Promise<Accounts> {
  const accounts = { 'customer-graph': [...TICKET_RIGHTS, ...USER_RIGHTS, ...ACTION_RIGHTS], 'customer-graph-narrow': TICKET_RIGHTS };
  const wanted = { field: CRM_FIELD, everyone: CUSTOMER_RIGHTS, accounts };
  const printed: unknown = JSON.parse(await runPerl(installation, ['-e', SCRIPT, JSON.stringify(wanted)]));
  const tokenOf = (name: keyof typeof accounts): string => {
    const token = typeof printed === 'object' && printed !== null ? Object.entries(printed).find(([key]) => key === name)?.[1] : undefined;
    if (typeof token !== 'string') throw new Error(`Request Tracker made no token for ${name}`);
    return token;
  };
  return { token: tokenOf('customer-graph'), narrowToken: tokenOf('customer-graph-narrow'), crmField: CRM_FIELD };
}
