// The federated gateway, as Apollo Server takes one: Apollo's composition, planning and API schema, and our own execution of plans.
// Here the environment variable that silences the library's telemetry is set before it is loaded.
import './telemetry-off';
import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import { getOperationAST, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { SubgraphLink } from '../platform/link/link';
import { inFlight } from '../platform/request/in-flight';
import type { Log } from '../platform/log';
import { ANONYMOUS, OURSELVES } from '../platform/request/caller';
import type { PersonalClass } from '../platform/request/personal-class';
import { AUDIT_OFF, type Audit, type GraphAudit } from './audit/audit';
import { readRequirements } from './authorisation/applied';
import { createAuthoriser, type Authoriser } from './authorisation/authoriser';
import { createMasking, DEFAULT_MASKING, type Masking, type MaskingSettings } from './authorisation/masking';
import { wholeRequest, type Mode } from './authorisation/mode';
import { personalFields, personalIn } from './authorisation/personal';
import { policyOf, type Policy } from './authorisation/policy';
import type { GatewayContext } from './context';
import type { CompiledOperation } from './execution/compile';
import type { Entity } from './execution/data';
import type { Executor } from './execution/executor';
import { createApolloExecutor } from './execution/open';
import { apolloPlanning, type Planning } from './execution/planner/planning';
import type { PreparedSupergraph } from './execution/planner/prepare';
import { createFetchEnvironment } from './fetch-environment';
import { createEstimates, type Estimates } from './limits/cost/estimates';
import type { Admission } from './limits/admission';
import { callsIn, predictPlan } from './predicted-reads';
import { createSupergraphManager } from './supergraph';
import { warmUp } from './warm-up';

export interface GatewayOptions {
  supergraphFile: string;
  /** The link of a subgraph; `url` is what the supergraph says. Asked once a subgraph and reload. */
  linkTo(name: string, url: string): SubgraphLink;
  log: Log;
  /** Texts of operations that are compiled beforehand. */
  readyOperations?: readonly string[] | undefined;
  /** Resolves when requests are taken: before, nothing is compiled that nobody asks for yet. */
  listening?: Promise<void>;
  /** Who plans; Apollo's planner where it is left out. */
  planning?: Planning | undefined;
  /** Left out = everything is admitted. */
  admission?: Admission | undefined;
  /** May clients see plans? They name subgraphs and hidden fields. */
  explains?: boolean;
  /** What becomes of fields that a caller may not see; left out = they are null, with an error. */
  unauthorised?: Mode;
  /** How personal data looks to who may not see it; left out = masked, where the graph marks any. */
  masking?: MaskingSettings;
  /** Who records access to personal data; left out = nobody. */
  audit?: Audit;
}

/** Not loaded yet: the server does that when it starts. */
export function createGateway({
  supergraphFile,
  linkTo,
  log,
  readyOperations = [],
  planning = apolloPlanning,
  admission,
  explains = false,
  unauthorised = 'filter',
  masking = DEFAULT_MASKING,
  audit = AUDIT_OFF,
  listening = Promise.resolve(),
}: GatewayOptions): GatewayInterface {
  const links = new Map<string, SubgraphLink>();
  /** By the schema that a request was validated against: one that began before a reload ends on its own graph. */
  const graphs = new WeakMap<GraphQLSchema, ServedGraph>();
  let prepared: (PreparedSupergraph & { policy: Policy; personal: ReadonlyMap<string, PersonalClass> }) | undefined;
  let warming = new AbortController();
  // The whole text says who may see what; planned is one without that, for the library refuses what it does not enforce.
  const prepare = (supergraphSdl: string): string => {
    const applied = readRequirements(supergraphSdl);
    prepared = { ...planning.prepare(applied.sdl), policy: policyOf(applied), personal: personalFields(applied.supergraph) };
    return prepared.sdl;
  };
  const apollo = new ApolloGateway({
    supergraphSdl: createSupergraphManager(supergraphFile, log, prepare),
    buildService({ name, url }) {
      links.set(name, linkTo(name, url ?? ''));
      return { process: () => Promise.reject(new Error('the executor asks subgraphs itself')) };
    },
    // Our texts are sent as they are and parsed by subgraphs once: finding fragments in them costs planning time and gains nothing.
    queryPlannerConfig: { reuseQueryFragments: false },
    debug: false,
    logger: quiet(log),
  });
  apollo.onSchemaLoadOrUpdate(({ apiSchema }) => {
    // The library shows its planner to its own tests alone; a second one would double the time that a start takes.
    const { queryPlanner: planner } = apollo.__testing();
    if (planner === undefined || prepared === undefined) throw new Error('the gateway library has loaded a supergraph without a planner');
    const { policy, personal } = prepared;
    const masks = createMasking(personal, masking);
    const audits = audit.of({ schema: apiSchema, personal, masks });
    const opened = createApolloExecutor(planner, apiSchema, prepared, planning, audits?.alsoAsk);
    graphs.set(apiSchema, {
      ...{ executes: opened, authorises: createAuthoriser(policy), masks, personal, audits },
      estimates: createEstimates(planner.supergraph.schema, apiSchema),
    });
    // Of a graph that was replaced meanwhile, nothing more has to be known.
    warming.abort();
    warming = new AbortController();
    const { signal } = warming;
    void listening.then(() => warmUp(opened, apiSchema, readyOperations, signal));
  });

  const linkOf = (name: string): SubgraphLink => {
    const link = links.get(name);
    if (link === undefined) throw new Error(`no link leads to ${name}`);
    return link;
  };

  const executor: GatewayExecutor = async ({ schema, document, queryHash, operationName, request, context, overallCachePolicy }) => {
    const given: Partial<GatewayContext> = context;
    const served = graphs.get(schema);
    if (served === undefined) throw new Error('the schema of the request is of no supergraph that was loaded');
    // Apollo Server leaves it to whoever executes to say so. Nothing is executed for want of a name: it could be a mutation.
    const operationNode = getOperationAST(document, request.operationName);
    if (operationNode == null) return { errors: [unknownOperation(request.operationName)] };
    if (operationNode.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [subscribedWrongly()] };
    const { executes, authorises, masks, personal, audits, estimates } = served;
    const asked = { document, documentId: queryHash, operationName };
    const variables = request.variables ?? {};
    const caller = given.caller ?? ANONYMOUS;
    const whole = unauthorised === 'filter' ? undefined : wholeRequest(unauthorised, { schema, asked, variables, caller, authorises });
    const withhold = unauthorised === 'dry-run' ? undefined : authorises.withheldFrom(caller, asked);
    const access = audits?.accessOf({ asked, caller, requestId: given.requestId ?? '', withhold });
    if (whole?.refused !== undefined) {
      access?.refused();
      return whole.refused;
    }
    const policy: unknown = overallCachePolicy;
    const environment = createFetchEnvironment({ linkOf, context: given, policy, log });
    const priced = { id: `${queryHash} ${operationName ?? ''}`, document, operation: operationNode, variables };
    const compiled = (): CompiledOperation => executes.compile({ ...asked, withhold });
    // What the house asks itself is asked for everybody, and on nobody's account.
    if (admission !== undefined && caller !== OURSELVES) {
      const predictCalls = async (): Promise<number> => callsIn(await predictPlan(compiled().plan, environment));
      const price = await admission.admit({ ...priced, payer: given.payer ?? '', compiled, predictCalls }, estimates);
      if (given.client !== undefined) given.client.price = price;
    }
    const operation = compiled();
    given.plannedSubgraphs = operation.subgraphs;
    if (given.client !== undefined) given.client.changes = operation.kind === OperationTypeNode.MUTATION;
    if (explains && given.explain === true) {
      const plan = await predictPlan(operation.plan, environment);
      const told = { planner: executes.planner, cost: estimates.costOf(priced.id, priced), callsAtLeast: callsIn(plan), plan };
      return { data: null, extensions: { customerGraph: told } };
    }
    const disguise = masks.disguiseFor(caller);
    access?.admit();
    let seen: Entity | undefined;
    const answer = await inFlight.during(() =>
      executes.execute(operation, variables, environment, disguise, access && ((data) => void (seen = data))),
    );
    if (seen !== undefined) await access?.answered(seen, operation.asked);
    const masked = disguise === undefined ? [] : masks.maskedFor(caller, personalIn(schema, document, operationName, personal));
    if (masked.length === 0) return whole?.told === undefined ? answer : { ...answer, extensions: whole.told };
    return { ...answer, extensions: { ...whole?.told, customerGraph: { masked } } };
  };
  return {
    async load(options) {
      await apollo.load(options);
      return { executor };
    },
    onSchemaLoadOrUpdate: (callback) => apollo.onSchemaLoadOrUpdate(callback),
    async stop() {
      warming.abort();
      await apollo.stop();
    },
  };
}

/** One supergraph, as requests are answered over it. */
interface ServedGraph {
  executes: Executor;
  authorises: Authoriser;
  masks: Masking;
  personal: ReadonlyMap<string, PersonalClass>;
  audits: GraphAudit | undefined;
  estimates: Estimates;
}

function unknownOperation(name: string | null | undefined): GraphQLError {
  return new GraphQLError(name ? 'The document has no operation of that name.' : 'Say by its name which of the operations is meant.');
}

function subscribedWrongly(): GraphQLError {
  const message = 'Subscribe over WebSocket (graphql-transport-ws), or accept text/event-stream, where the gateway runs with PROCESSES=on.';
  return new GraphQLError(message, { extensions: { code: 'SUBSCRIPTION_NEEDS_A_STREAM', http: { status: 400 } } });
}

/** The library logs freely; only what an operator must act on comes through. */
function quiet(log: Log): NonNullable<GatewayConfig['logger']> {
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (message: unknown) => log.error('gateway', { cause: typeof message === 'string' ? message : 'see the library' }),
  };
}
