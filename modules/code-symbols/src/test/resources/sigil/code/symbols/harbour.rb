# class Decoy; end
require 'set'

module Port
  BERTHS = 12
  class Harbour < Base
    include Comparable
    attr_accessor :name, :depth
    attr_reader :ships
    LIMIT = %w[class def end]

    def initialize(name, depth: 1)
      @name = name
    end

    def self.open(path)
      text = <<~EOS
        def in_text
        end
      EOS
      text =~ /def no "/ ? "#{path + "def x"}" : 'it''s'
    end

    def full?; @ships.size > BERTHS; end
    def ==(other)
      name == other.name
    end
    def name=(value)
      @name = value if value
    end
    private def hidden
      [1].each do |x|
        x
      end
    end

    class << self
      def registry
      end
    end
  end

  class Error < StandardError; end
end

=begin
def commented
end
=end

class Port::Pier
  def length = 5
end

def top
  class_name = 1
end
__END__
def after_end
end
