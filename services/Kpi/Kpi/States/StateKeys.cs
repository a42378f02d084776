using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.States;

/// <summary>What identifies a state within its service, beside a finding's id.</summary>
internal static class StateKeys
{
    public static string Of(ScopeState scope) => $"{scope.Tool}\n{scope.Target}";
}
