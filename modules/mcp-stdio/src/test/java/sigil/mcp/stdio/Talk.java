package sigil.mcp.stdio;

/** Messages as lines. JSON is written with single quotes here. */
final class Talk {
    static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}}";
    static final String INITIALIZED = "{'jsonrpc':'2.0','method':'notifications/initialized'}";

    private Talk() {
    }

    static String initialize(int id) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                + "'capabilities':{'elicitation':{}},'clientInfo':{'name':'test','version':'1'}}}";
    }

    /** A call of the legacy era. */
    static String call(int id, String tool, String arguments) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'tools/call','params':{'name':'" + tool + "','arguments':" + arguments + "}}";
    }

    static String modernCall(int id, String tool, String arguments) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'tools/call','params':{'name':'" + tool + "','arguments':" + arguments + "," + META
                + "}}";
    }

    static String listen(int id) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'subscriptions/listen','params':{'notifications':{'toolsListChanged':true}," + META
                + "}}";
    }

    static String cancel(int id) {
        return "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':" + id + "}}";
    }

    /** An answer to a question of the server. */
    static String accept(String questionId, String name) {
        return "{'jsonrpc':'2.0','id':'" + questionId + "','result':{'action':'accept','content':{'name':'" + name + "'}}}";
    }
}
