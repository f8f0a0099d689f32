// The package has no types of its own: those of the few calls that are made here.
declare module '@mailchimp/mailchimp_marketing' {
  interface Member {
    contact_id: string;
    email_address: string;
  }
  interface Client {
    basePath: string;
    setConfig(config: { apiKey: string }): void;
    ping: { get(): Promise<unknown> };
    lists: {
      getAllLists(options: { count: number }): Promise<{ lists: { id: string; stats: { member_count: number } }[] }>;
      getListMembersInfo(list: string, options: { count: number; offset?: number }): Promise<{ members: Member[] }>;
      getListMember(list: string, hash: string): Promise<Member>;
      getListMemberTags(list: string, hash: string): Promise<{ tags: unknown[] }>;
    };
    searchMembers: { search(query: string): Promise<{ exact_matches: { members: Member[] } }> };
  }
  const client: Client;
  export default client;
}
