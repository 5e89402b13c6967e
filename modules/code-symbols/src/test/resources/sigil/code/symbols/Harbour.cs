using System;
using Ships = System.Collections.Generic.List<int>;

namespace Port.Inner
{
    // class Decoy { }
    [Serializable]
    public sealed partial class Harbour<T> : Base<T>, IMover where T : class, new()
    {
        public const int Berths = 12;
        private readonly Dictionary<string, List<T>> ships = new Dictionary<string, List<T>>(), other;
        private static string text = @"class ""No"" { ", raw = $"{1 + 2} {{ void no() {{";
        public event EventHandler<int> Docked;

        public Harbour(int berths) : base(berths) { }
        ~Harbour() { }

        public int Depth { get; private set; } = 3;
        public string Name => "void no() { }";
        public T this[int index] { get { return default; } }

        [Obsolete("x")]
        public async Task<List<T>> DockAsync<K>(K key, int by = 1) where K : struct
        {
            void Local() { }
            return """raw "quoted" { """;
        }

        public abstract void Leave();
        int Short(int x) => x + 1;
        public static bool operator ==(Harbour<T> a, Harbour<T> b) => true;

        private enum Tide : byte { Low, High = 2 }
        public delegate void Handler<in E>(object sender, E e);
    }

    public record Ship(string Name, IList<int> Cargo);
    public record struct Point { public int X; }
    interface IMover { int Move(int by); int Speed { get; } }
    struct Pier { public int Length, Width; }
}
