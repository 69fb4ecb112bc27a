// Operands that stand directly behind their keyword, as a minifier writes them.
const give = <T>(value: T): T => value;

// biome-ignore format: the missing spaces are what this case is about
// @trace
function returned(name: string){return(give(name))}
// @trace
function returnedRegExp(name: string){if(name)return/back/.exec(name);return[give("array")]}
// @trace
async function waited(name: string){await(give("ignored"));return[await[give(name)],await/waited/]}
// @trace
function* yielded(name: string){yield(give(name));yield/yielded/;yield[give("list")];yield}
// @trace
function thrown(name: string){try{throw(give(name))}catch(error){return"caught"+error}}

export async function run(): Promise<unknown> {
  return [
    returned("returned"),
    returnedRegExp("get back"),
    returnedRegExp(""),
    await waited("waited for"),
    [...yielded("first")],
    thrown("something"),
  ];
}
