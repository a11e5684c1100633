using System.Text.RegularExpressions;

namespace BulkExtractor.Calls;

/// <summary>The words by which providers' refusals are told apart.</summary>
/// <remarks>What they do not know is no harm: who is to blame for a refusal is found out without them.</remarks>
internal static partial class RefusalWords
{
    [GeneratedRegex("free-models-per-day", RegexOptions.IgnoreCase)]
    public static partial Regex AccountDay();

    [GeneratedRegex("free-models-per-min", RegexOptions.IgnoreCase)]
    public static partial Regex AccountMinute();

    [GeneratedRegex("data policy|guardrail|privacy_restricted", RegexOptions.IgnoreCase)]
    public static partial Regex ShutOut();

    [GeneratedRegex(
        "requested parameters|support tool use|No allowed providers|constraint_filtered|Filter by Parameters",
        RegexOptions.IgnoreCase)]
    public static partial Regex NotRoutable();

    [GeneratedRegex(
        @"moderation|flagged|content_policy_violation|refusal|content[ _-]?(filter|management|policy|safety)"
        + @"|data_inspection_failed|inappropriate|responsible ?ai|prohibited content|sensitive (content|information)"
        + @"|safety (system|filter|setting|polic|reason)|unsafe content|敏感|违规",
        RegexOptions.IgnoreCase)]
    public static partial Regex Moderation();

    [GeneratedRegex("api.?key|credential|unauthori[sz]ed|authenticat", RegexOptions.IgnoreCase)]
    public static partial Regex CredentialsOfProvider();

    [GeneratedRegex(
        @"(api|access|auth|secret|bearer)[ _-]?(key|token)s?\b.{0,60}(invalid|not valid|not found|expired|incorrect|"
        + @"wrong|missing|required|revoked|disabled|leaked|not provided|inactive|blocked|not exist|cannot be verified)"
        + @"|(invalid|incorrect|wrong|expired|missing|unknown|revoked|no|bad|provide an?|pass a valid)\b.{0,30}"
        + @"(api|access|auth|secret|bearer)[ _-]?(key|token)|api_?key_?(invalid|expired|blocked)|invalid_?api_?key"
        + @"|unauthenticated|unauthori[sz]ed|authenticat\w+ (fail|error|requir|key)|authorization (failed|header)"
        + @"|invalid (credential|authentication|authorization)|credentials?.{0,30}(invalid|missing|expired)"
        + @"|(令牌|密钥|身份验证).{0,20}(无效|过期|失败|不正确|错误)",
        RegexOptions.IgnoreCase)]
    public static partial Regex WrongKey();

    [GeneratedRegex(
        @"credits?\b|billing|\bbalance\b|payment|insufficient[ _](funds|quota|balance)|out of funds|in arrears"
        + @"|arrearage|in good standing|overdue|pre-?paid|past due|top.?up|recharge|spend(ing)?[ _](limit|cap)"
        + @"|unpaid|free ?tier ?only"
        + @"|requires? (a |an )?(paid|pro|subscription|higher)|upgrade your (plan|subscription|account)"
        + @"|余额|欠费|充值",
        RegexOptions.IgnoreCase)]
    public static partial Regex NoCredit();

    [GeneratedRegex(
        @"(location|region|country|territory|jurisdiction)\b.{0,60}(not (yet )?(supported|available|allowed|served)"
        + @"|unsupported|restricted|blocked|unavailable|prohibited)|(not (supported|available|allowed)|unsupported"
        + @"|unavailable|restricted|prohibited)\b.{0,40}(location|region|country|territory|jurisdiction)"
        + @"|unsupported_country",
        RegexOptions.IgnoreCase)]
    public static partial Regex WrongRegion();

    [GeneratedRegex(
        @"\b(organi[sz]ation|account|project|workspace|team|tenant)\b.{0,60}\b(disabled|restricted|suspended"
        + @"|deactivated|blocked|banned|terminated|inactive|locked|frozen|denied|not (active|verified|allowed|enabled)"
        + @"|must be verified|no access|has not been used|closed)|service_disabled|account_(disabled|suspended"
        + @"|deactivated)|organization_(restricted|disabled)|consumer_suspended|identity verification",
        RegexOptions.IgnoreCase)]
    public static partial Regex ClosedAccount();

    [GeneratedRegex(
        @"\bmodel\b.{0,160}?\b(does(n't| not) exist|not exist|not found|decommissioned|deprecated|retired|removed"
        + @"|no longer (supported|available|served|exists)|end[ -]of[ -]life|discontinued|sunset|shut ?down"
        + @"|is not (a valid|valid|recogni[sz]ed|served|deployed|available (for free|on this)|found))"
        + @"|(unknown|invalid|no such|unrecogni[sz]ed|nonexistent|non-existent|unsupported|deprecated)"
        + @"[ _]model\b(?!.{0,20}(output|response))|model[_ ]?(not[_ ]?(found|exists?|supported)|decommissioned"
        + @"|deprecated|retired|does_not_exist|not_available)|(unable to|cannot|can't|could not) (access|find|locate)"
        + @" (the )?model|not a valid model|\bmodel\b.{0,60}不存在|模型.{0,60}不存在",
        RegexOptions.IgnoreCase)]
    public static partial Regex GoneModel();

    [GeneratedRegex("model|endpoints? found|function|deployment|engine|模型", RegexOptions.IgnoreCase)]
    public static partial Regex NamesModel();

    [GeneratedRegex(
        @"try again (later|in|shortly|soon|after)|retry (later|shortly|in|after)|please retry|temporar|overload"
        + @"|capacity|internal[ _](server[ _])?error|server[ _]error|timed?[ _]?out|\bloading\b|warming up|being "
        + @"(started|updated|deployed)|\bDEGRADED\b|model_unavailable|service[ _]unavailable|too busy|is busy"
        + @"|connection (reset|refused|error)|bad gateway|out of memory|稍后(再试|重试)|过载|繁忙",
        RegexOptions.IgnoreCase)]
    public static partial Regex PassesByItself();

    [GeneratedRegex(
        @"too many (concurrent |parallel |simultaneous )?requests|rate[ _-]?limit|slow down|throttl|concurrency"
        + @"|请求过于频繁|速率限制",
        RegexOptions.IgnoreCase)]
    public static partial Regex TooMany();

    [GeneratedRegex(
        @"(response[_ ]?format|json[_ ]?(schema|object|mode)|structured[ _]outputs?|grammar"
        + @"|guided[_ ](json|decoding))\b.{0,120}"
        + @"(not (be )?(supported|available|allowed|permitted|enabled|valid)|unsupported|unavailable|invalid|unknown"
        + @"|is not|cannot|failed|must be|extra (fields|inputs)|unexpected|too (complex|large|deep))"
        + @"|(does(n't| not) support|not (supported|implemented)|unsupported|invalid|unknown|unrecogni[sz]ed|failed to"
        + @"|cannot|unexpected|too (complex|large|deep)).{0,80}(response[_ ]?format|json[_ ]?(schema|object|mode)"
        + @"|structured[ _]outputs?|grammar|guided[_ ](json|decoding))|json_validate_failed"
        + @"|failed to (validate|generate) json",
        RegexOptions.IgnoreCase)]
    public static partial Regex FormatRefused();

    [GeneratedRegex(@"must be .{0,20}json_schema.{0,10} or .{0,3}text", RegexOptions.IgnoreCase)]
    public static partial Regex OnlySchemaOrText();

    [GeneratedRegex(
        @"(developer|system)['`""]? (instruction|message|prompt|role)s?.{0,60}(unsupported"
        + @"|not (enabled|supported|allowed|permitted))"
        + @"|(does(n't| not) (support|allow|accept)|unsupported|invalid|unknown).{0,40}\b(developer|system)"
        + @"['`""]?( (role|message|instruction|prompt))|roles? must alternate|only user and assistant roles"
        + @"|system role not supported|role.{0,20}['`""]system['`""]",
        RegexOptions.IgnoreCase)]
    public static partial Regex SystemRefused();

    [GeneratedRegex(
        @"(unsupported|unknown|unrecogni[sz]ed|unexpected|extra|invalid|not (supported|allowed|permitted)|cannot find"
        + @"|does(n't| not) support|only the default|deprecated|mandatory|must be (one of|enabled)|not (a )?valid)",
        RegexOptions.IgnoreCase)]
    public static partial Regex ParameterRefused();

    [GeneratedRegex(@"\btemperature\b", RegexOptions.IgnoreCase)]
    public static partial Regex NamesTemperature();

    [GeneratedRegex(@"(must|should|has to) be|out of range|between|at (least|most)|got -?\d", RegexOptions.IgnoreCase)]
    public static partial Regex ValueRefused();

    [GeneratedRegex("reason|think|thought", RegexOptions.IgnoreCase)]
    public static partial Regex ControlsThoughts();

    [GeneratedRegex("Reasoning is mandatory|image (input|url)s?.{0,40}not supported", RegexOptions.IgnoreCase)]
    public static partial Regex Incapable();

    [GeneratedRegex(
        @"maximum context length|context_length_exceeded"
        + @"|exceeds? the (available |model'?s? )?(maximum )?(context|input) ?(size|window|length)"
        + @"|input token count.{0,40}exceeds|prompt is too long|reduce the length of the "
        + @"(messages|prompt|input)|context (window|length|size) (exceeded|of)|too many (input |prompt )?tokens"
        + @"|(greater|more|larger) than the (model'?s )?context|prompt exceeds"
        + @"|input (length|is) .{0,40}(exceeds|too long)|longer than the (model|maximum)"
        + @"|too large for model with|tokens[`'""]? \+ .{0,20}must be (<=|less than)",
        RegexOptions.IgnoreCase)]
    public static partial Regex ContextOverflow();

    [GeneratedRegex(
        @"(context (length|window|size)( is| of|:)?|tokens allowed|max_new_tokens[`'""]? must be (<=|less than or equal"
        + @" to)) ?\(?(?<limit>(?>\d{3,9}))|tokens > (?<limit>(?>\d{3,9})) maximum"
        + @"|(?<limit>(?>\d{3,9}))( tokens?)? (maximum |max )?context (length|window|size)",
        RegexOptions.IgnoreCase)]
    public static partial Regex ContextLimit();

    [GeneratedRegex(@"requested (about )?(?<asked>\d{1,12}) tokens", RegexOptions.IgnoreCase)]
    public static partial Regex AskedTokens();

    [GeneratedRegex(
        @"(less than or equal to|can only afford|at most|must be <=|(must not|cannot|can not|may not) exceed"
        + @"|max(imum)?( allowed)?( value| number| limit)?( (of|for) [\w `']{1,40}?)?( is|:)"
        + @"|range\b[^\d]{0,40}\d+( \(inclusive\))?( ?,| to| and| ?-)|between \d+ and|: \d+ >)"
        + @" ?['`""]?(?<most>(?>\d{1,9}))(?! \(exclusive)",
        RegexOptions.IgnoreCase)]
    public static partial Regex MostOutput();

    [GeneratedRegex(
        @"(must be (<(?!=)|below|less than|under)|range\b[^\d]{0,40}\d+( \(inclusive\))? (to|and))"
        + @" ?['`""]?(?<below>\d{1,9})",
        RegexOptions.IgnoreCase)]
    public static partial Regex OutputBelow();

    [GeneratedRegex(
        @"\b(max_tokens|max_completion_tokens|max_output_tokens|max_new_tokens)\b", RegexOptions.IgnoreCase)]
    public static partial Regex NamesCap();

    [GeneratedRegex(
        @"\bmax(imum)?[ _-]?((completion|output|new)[ _-]?)?tokens\b", RegexOptions.IgnoreCase)]
    public static partial Regex SpeaksOfCap();

    [GeneratedRegex(@"too (large|big|high|long|many|much)|exceed|above the|over the", RegexOptions.IgnoreCase)]
    public static partial Regex TooLarge();

    [GeneratedRegex(@"\(TPM\)|tokens per minute|per-minute token|TPM limit", RegexOptions.IgnoreCase)]
    public static partial Regex TokensOfMinute();

    [GeneratedRegex(@"Limit:? (?<limit>\d{3,9})\b", RegexOptions.IgnoreCase)]
    public static partial Regex TokenLimit();
}
